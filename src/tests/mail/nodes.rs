use super::{CALM, Post, Worker, set_server, until_all};
use crate::support::{
    TestApp, on_both_engines,
    smtp::{Act, Phase, SmtpServer},
};
use parvis::domain::message::MessageState;
use std::{collections::BTreeSet, time::Duration};

on_both_engines! {
    async fn a_mail_keeps_its_message_id_though_parvis_moves_to_another_address(app: TestApp) {
        let server = SmtpServer::start(|at| match (at.phase, at.before) {
            (Phase::Dot, 0) => Act::Say("451 4.3.0 later"),
            _ => Act::Accept,
        }).await;
        let mut post = Post::new(app, &server, 1, CALM).await;
        let ids = post.queue(&["anna@example.org"]).await;
        let worker = Worker::start(&post.test.app);
        post.until(ids[0], MessageState::Queued, 1).await;
        worker.stop().await;

        let url = format!("smtp://127.0.0.1:{}", server.port);
        post.test.app = post.test.restart(|config| config.public_url = "https://parvis.example.org".parse().unwrap()).await.unwrap();
        set_server(&mut post.test.app, Some(&url), 1, CALM);
        let worker = Worker::start(&post.test.app);
        post.advance(Duration::from_hours(1));
        post.until(ids[0], MessageState::Sent, 2).await;
        let new = post.queue(&["ines@example.org"]).await;
        post.until(new[0], MessageState::Sent, 1).await;
        worker.stop().await;
        let sent: Vec<_> = server.offered().iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
        assert_eq!(sent, [
            format!("<{}@127.0.0.1>", ids[0]),
            format!("<{}@127.0.0.1>", ids[0]),
            format!("<{}@parvis.example.org>", new[0]),
        ]);
    }

    async fn a_killed_workers_mail_goes_on_after_its_lease_with_the_same_message_id(app: TestApp) {
        let server = SmtpServer::start(|at| match (at.phase, at.before) {
            (Phase::Dot, 0) => Act::Hang,
            _ => Act::Accept,
        }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let ids = post.queue(&["anna@example.org", "marc@example.org"]).await;
        let worker = Worker::start(&post.test.app);
        server.until(|s| s.reached(Phase::Dot) == 1).await;
        worker.kill().await;
        assert_eq!(post.test.count("messages WHERE state = 'sending'").await, 2);

        // While the lease lasts the messages are the dead worker's, whoever looks.
        let worker = Worker::start(&post.test.app);
        let new = post.queue(&["ines@example.org"]).await;
        post.until(new[0], MessageState::Sent, 1).await;
        assert_eq!(post.test.count("messages WHERE state = 'sending'").await, 2);

        post.advance(Duration::from_mins(9));
        for id in &ids {
            post.until(*id, MessageState::Sent, 2).await;
        }
        worker.stop().await;
        let first: Vec<_> = server.offered().iter().filter(|m| m.to == "anna@example.org").cloned().collect();
        assert_eq!(first.len(), 2);
        assert_eq!(first[0].header("Message-ID"), first[1].header("Message-ID"));
        assert_eq!(first[0].header("Message-ID"), Some(format!("<{}@127.0.0.1>", ids[0])));
    }
}

mod on_postgres_alone {
    use super::*;

    mod postgres {
        use super::*;

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn two_nodes_on_one_database_send_each_of_thousands_once() {
            const COUNT: u16 = 3_000;
            let server = SmtpServer::start(|_| Act::Accept).await;
            let post = Post::new(TestApp::postgres().await, &server, 3, CALM).await;
            let mut other = post.test.node().await;
            let url = format!("smtp://127.0.0.1:{}", server.port);
            set_server(&mut other, Some(&url), 3, CALM);
            let addresses: Vec<String> = (0..COUNT).map(|n| format!("user{n}@example.org")).collect();
            post.outgoing.queue(&post.test.app, &addresses).await;
            let workers = [Worker::start(&post.test.app), Worker::start(&other)];
            until_all(&post.test, MessageState::Sent, COUNT.into()).await;
            for worker in workers {
                worker.stop().await;
            }
            let recipients: BTreeSet<String> = server.received().into_iter().map(|mail| mail.to).collect();
            assert_eq!((server.count(), recipients.len()), (COUNT.into(), COUNT.into()));
            assert_eq!(post.test.count("messages WHERE attempts <> 1").await, 0);
        }
    }
}
