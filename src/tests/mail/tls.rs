//! Encryption is between Parvis and the server: which database is behind doesn't matter.

mod sqlite {
    use super::super::{CALM, Post, Worker};
    use crate::support::{
        TestApp,
        smtp::{Phase, SmtpServer, Tls},
    };
    use parvis::domain::message::MessageState;
    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer};
    use std::{path::PathBuf, sync::Arc};
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

    async fn sends(scheme: &str, tls: impl FnOnce(TlsAcceptor) -> Tls, options: &str) -> SmtpServer {
        let (acceptor, pem) = certificate();
        let server = SmtpServer::offering(&["STARTTLS", "AUTH PLAIN"], tls(acceptor)).await;
        let test = TestApp::sqlite().await;
        let file = file(&test, &pem);
        let url = format!("{scheme}://u:p@localhost:{}?{options}ca={}", server.port, file.display());
        let post = Post::by(test, Some(&url), 1, CALM).await;
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

    async fn alarm(server: &SmtpServer, scheme: &str, options: &str) -> String {
        let url = format!("{scheme}://u:p@localhost:{}{options}", server.port);
        let post = Post::by(TestApp::sqlite().await, Some(&url), 1, CALM).await;
        let worker = Worker::start(&post.test.app);
        let id = post.queue(&["anna@example.org"]).await[0];
        let wait = async {
            while post.test.app.outbox.alarm().is_none() {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(super::super::GUARD, wait).await.expect("no alarm");
        post.until(id, MessageState::Queued, 0).await;
        worker.stop().await;
        assert_eq!((server.reached(Phase::Auth), server.count()), (0, 0), "nothing was told to it");
        post.test.app.outbox.alarm().unwrap()
    }

    #[tokio::test]
    async fn a_certificate_that_nobody_vouches_for_is_not_believed() {
        let server = SmtpServer::offering(&["STARTTLS"], Tls::Asked(certificate().0)).await;
        let words = alarm(&server, "smtp", "?tls=required").await;
        assert!(words.contains("TLS") && words.contains("certificate"), "{words}");
        let server = SmtpServer::offering(&[], Tls::AtOnce(certificate().0)).await;
        let words = alarm(&server, "smtps", "").await;
        assert!(words.contains("TLS") && words.contains("certificate"), "{words}");
    }

    #[tokio::test]
    async fn where_encryption_is_required_nothing_is_sent_without() {
        let server = SmtpServer::offering(&["AUTH PLAIN"], Tls::Never).await;
        assert_eq!(alarm(&server, "smtp", "?tls=required").await, "the server offers no encryption");
        let server = SmtpServer::offering(&["STARTTLS"], Tls::Never).await;
        assert!(alarm(&server, "smtp", "?tls=required").await.contains("TLS"));
    }
}
