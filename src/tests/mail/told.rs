//! Why mails don't arrive, as its readers are told.

use super::{CALM, GUARD, HASTY, Worker, set_server};
use crate::support::{
    TestApp, on_both_engines,
    smtp::{Act, Phase, SmtpServer},
};
use parvis::server::mail::Patience;
use std::time::Duration;
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};

const EMAIL: &str = "anna@exemple.fr";

/// Waits until that is known of the invitation.
async fn until_known(app: &TestApp, code: &str) {
    let from = format!("messages WHERE address = '{EMAIL}' AND state = 'queued' AND answer = '{code}'");
    let wait = async {
        while app.count(&from).await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(GUARD, wait).await.unwrap_or_else(|_| panic!("nobody knows of {code}"));
}

/// A port whose connections nobody takes: those that are held fill its queue, and the next one waits in vain.
async fn crowded() -> (u16, TcpListener, Vec<TcpStream>) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut held = Vec::new();
    while let Ok(stream) = timeout(Duration::from_millis(200), TcpStream::connect(("127.0.0.1", port))).await {
        held.push(stream.unwrap());
    }
    (port, listener, held)
}

/// Nobody answers at that port, and nobody is said to refuse.
async fn nobody_answers(mut app: TestApp, port: u16) {
    let patience = Patience { connect: Duration::from_millis(250), ..CALM };
    set_server(&mut app.app, Some(&format!("smtp://127.0.0.1:{port}")), 1, patience);
    let mut admin = app.admin().await;
    app.invite(&mut admin, EMAIL, "user").await;
    let _worker = Worker::start(&app.app);
    until_known(&app, "unreachable").await;
    let page = admin.get(&format!("/users/{}", app.user(EMAIL).await)).await;
    assert!(page.says("Raison : le serveur d’envoi ne répond pas"), "{}", page.text());
    for page in [page, admin.get("/").await] {
        assert!(page.says("Les messages ne partent plus : le serveur d’envoi ne répond pas"), "{}", page.text());
        assert!(!page.says("nous refuse") && !page.says("the server"), "{}", page.text());
    }
}

on_both_engines! {
    // [S1.10]
    async fn that_nobody_listens_is_told_in_the_readers_language_on_every_page_and_on_the_details(app: TestApp) {
        // Dropped at once.
        let port = SmtpServer::sink().await.port;
        nobody_answers(app, port).await;
    }

    // [S1.10]
    async fn that_a_connection_hangs_is_told_in_the_readers_language_on_every_page_and_on_the_details(app: TestApp) {
        let (port, _listener, _held) = crowded().await;
        nobody_answers(app, port).await;
    }

    // [S1.10]
    async fn that_a_server_hangs_is_told_in_the_readers_language_on_the_details_and_in_the_list(app: TestApp) {
        let mut app = app;
        let server = SmtpServer::start(|at| match (at.phase, at.recipient.as_str()) {
            (Phase::Rcpt, EMAIL) => Act::Hang,
            _ => Act::Accept,
        }).await;
        set_server(&mut app.app, Some(&format!("smtp://127.0.0.1:{}", server.port)), 1, HASTY);
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        let _worker = Worker::start(&app.app);
        until_known(&app, "late-recipient").await;
        let details = admin.get(&format!("/users/{}", app.user(EMAIL).await)).await;
        assert!(details.says("Raison : le serveur d’envoi n’a pas répondu à temps (destinataire)"), "{}", details.text());
        let list = admin.get("/users").await;
        assert!(list.says("nouvel essai prévu : le serveur d’envoi n’a pas répondu à temps (destinataire)"), "{}", list.text());
        assert!(!list.says("Les messages ne partent plus"), "one message waits, and no other");
    }

    async fn what_was_replaced_before_it_left_is_no_refusal(app: TestApp) {
        let mut admin = app.admin().await;
        app.invite(&mut admin, EMAIL, "user").await;
        app.tamper("UPDATE messages SET attempts = 2, answer = 'late-recipient'").await.unwrap();
        let id = app.user(EMAIL).await;
        admin.post(&format!("/users/{id}/resend"), &[]).await;
        let details = admin.get(&format!("/users/{id}")).await;
        assert!(details.says("retiré avant l’envoi") && details.says("Raison : un message plus récent l’a remplacé"), "{}", details.text());
    }
}
