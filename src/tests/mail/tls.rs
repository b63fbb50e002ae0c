//! Encryption is between Parvis and the server: which database is behind doesn't matter.

mod sqlite {
    use super::super::{CALM, GUARD, Post, Worker};
    use crate::support::{
        TestApp,
        smtp::{Act, At, Phase, SmtpServer, Tls},
    };
    use parvis::{
        domain::{
            answer::{Answer, Finding, Stage},
            message::MessageState,
        },
        server::mail::Patience,
    };
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer};
    use std::{path::PathBuf, sync::Arc, time::Duration};
    use tokio_rustls::TlsAcceptor;

    /// A certificate for `localhost` that nobody vouches for: the acceptor, and its PEM.
    fn certificate() -> (TlsAcceptor, String) {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        (TlsAcceptor::from(Arc::new(config)), cert.pem())
    }

    fn file(test: &TestApp, pem: &str) -> PathBuf {
        let file = test.app.config.data.join("authority.pem");
        std::fs::write(&file, pem).unwrap();
        file
    }

    const OFFERS: &[&str] = &["STARTTLS", "AUTH PLAIN"];

    /// An outbox that believes the server's certificate.
    async fn post(server: &SmtpServer, pem: &str, scheme: &str, options: &str, patience: Patience) -> Post {
        let test = TestApp::sqlite().await;
        let file = file(&test, pem);
        let url = format!("{scheme}://u:p@localhost:{}?{options}ca={}", server.port, file.display());
        Post::by(test, Some(&url), 1, patience).await
    }

    async fn sends(scheme: &str, tls: impl FnOnce(TlsAcceptor) -> Tls, options: &str) -> SmtpServer {
        let (acceptor, pem) = certificate();
        let server = SmtpServer::offering(OFFERS, tls(acceptor)).await;
        let post = post(&server, &pem, scheme, options, CALM).await;
        let _worker = Worker::start(&post.test.app);
        let ids = post.queue(&["anna@example.org", "marc@example.org"]).await;
        for id in ids {
            post.until(id, MessageState::Sent, 1).await;
        }
        server
    }

    #[tokio::test]
    async fn mails_go_over_starttls() {
        let server = sends("smtp", Tls::Asked, "tls=required&").await;
        assert_eq!((server.reached(Phase::StartTls), server.reached(Phase::Ehlo)), (1, 2));
    }

    #[tokio::test]
    async fn mails_go_over_tls_from_the_first_byte() {
        let server = sends("smtps", Tls::AtOnce, "").await;
        assert_eq!(server.reached(Phase::StartTls), 0);
    }

    /// The server says nothing at that phase, once: the message in hand is tried again later, and nothing else waits.
    async fn survives_a_hang(phase: Phase, scheme: &str, tls: impl FnOnce(TlsAcceptor) -> Tls, options: &str) {
        let (acceptor, pem) = certificate();
        let script = move |at: &At| if at.phase == phase && at.before == 0 { Act::Hang } else { Act::Accept };
        let server = SmtpServer::encrypting(script, OFFERS, tls(acceptor)).await;
        let patience = Patience { reply: Duration::from_secs(1), ..CALM };
        let post = post(&server, &pem, scheme, options, patience).await;
        let _worker = Worker::start(&post.test.app);
        let ids = post.queue(&["first@example.org", "second@example.org"]).await;
        let first = post.until(ids[0], MessageState::Queued, 1).await;
        assert_eq!(first.answer, Some(Answer::Found(Finding::Late(Stage::Tls))), "{phase:?}");
        post.until(ids[1], MessageState::Sent, 1).await;
        assert!(post.test.app.outbox.alarm().is_none(), "{phase:?}: that is no reason for an alarm");
        post.advance(Duration::from_secs(37));
        post.until(ids[0], MessageState::Sent, 2).await;
    }

    #[tokio::test]
    async fn a_server_that_hangs_at_starttls_is_tried_again_later() {
        survives_a_hang(Phase::StartTls, "smtp", Tls::Asked, "tls=required&").await;
    }

    #[tokio::test]
    async fn a_server_that_hangs_in_the_handshake_is_tried_again_later() {
        survives_a_hang(Phase::Handshake, "smtp", Tls::Asked, "tls=required&").await;
        survives_a_hang(Phase::Handshake, "smtps", Tls::AtOnce, "").await;
    }

    /// What the alarm says after the first try.
    async fn alarm(server: &SmtpServer, scheme: &str, options: &str) -> Answer {
        let url = format!("{scheme}://u:p@localhost:{}{options}", server.port);
        let post = Post::by(TestApp::sqlite().await, Some(&url), 1, CALM).await;
        let worker = Worker::start(&post.test.app);
        let id = post.queue(&["anna@example.org"]).await[0];
        let wait = async {
            while post.test.app.outbox.alarm().is_none() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(GUARD, wait).await.expect("no alarm");
        post.until(id, MessageState::Queued, 0).await;
        worker.stop().await;
        assert_eq!((server.reached(Phase::Auth), server.count()), (0, 0), "nothing was told to it");
        post.test.app.outbox.alarm().unwrap()
    }

    #[tokio::test]
    async fn a_certificate_that_nobody_vouches_for_is_not_believed() {
        let server = SmtpServer::offering(&["STARTTLS"], Tls::Asked(certificate().0)).await;
        assert_eq!(alarm(&server, "smtp", "?tls=required").await, Answer::Found(Finding::Certificate));
        let server = SmtpServer::offering(&[], Tls::AtOnce(certificate().0)).await;
        assert_eq!(alarm(&server, "smtps", "").await, Answer::Found(Finding::Certificate));
    }

    #[tokio::test]
    async fn where_encryption_is_required_nothing_is_sent_without() {
        let server = SmtpServer::offering(&["AUTH PLAIN"], Tls::Never).await;
        assert_eq!(alarm(&server, "smtp", "?tls=required").await, Answer::Found(Finding::NoEncryption));
        let server = SmtpServer::offering(&["STARTTLS"], Tls::Never).await;
        assert_eq!(alarm(&server, "smtp", "?tls=required").await, Answer::Found(Finding::Lost(Stage::Tls)));
    }
}
