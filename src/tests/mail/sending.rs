use super::{CALM, HASTY, Post, Worker};
use crate::support::{
    TestApp, on_both_engines,
    smtp::{Act, Phase, SmtpServer},
};
use parvis::domain::{
    answer::{Answer, Finding},
    message::MessageState,
};
use std::{collections::BTreeSet, time::Duration};
use tokio::sync::Semaphore;

on_both_engines! {
    // [S1.10, S1.11]
    async fn a_queued_mail_is_sent_once_and_marked_with_the_servers_answer(app: TestApp) {
        let server = SmtpServer::start(|_| Act::Accept).await;
        let post = Post::new(app, &server, 2, CALM).await;
        let worker = Worker::start(&post.test.app);
        let ids = post.queue(&["anna@example.org", "marc@example.org", "ines@example.org"]).await;
        post.until_all(MessageState::Sent, 3).await;
        post.test.app.outbox.wake();
        worker.stop().await;
        assert_eq!(server.count(), 3);
        for id in ids {
            let message = post.message(id).await;
            assert_eq!((message.attempts, message.answer), (1, Answer::parse("250 2.0.0 queued")));
            assert_eq!(message.sent_at, Some(post.test.app.clock.now()));
        }
    }

    async fn a_mail_queued_while_the_worker_waits_leaves_at_once(app: TestApp) {
        let server = SmtpServer::start(|_| Act::Accept).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let _worker = Worker::start(&post.test.app);
        post.queue(&["first@example.org"]).await;
        server.until_taken(1).await;
        server.until(|s| s.reached(Phase::Quit) == 1).await;
        post.queue(&["second@example.org"]).await;
        post.until_all(MessageState::Sent, 2).await;
        // The connection wasn't kept idle, so the second mail had another.
        assert_eq!(server.received()[1].connection, 1);
    }

    async fn many_mails_go_over_few_connections(app: TestApp) {
        let server = SmtpServer::start(|_| Act::Accept).await;
        let post = Post::new(app, &server, 3, CALM).await;
        let addresses: Vec<String> = (0..500).map(|n| format!("user{n}@example.org")).collect();
        post.outgoing.queue(&post.test.app, &addresses).await;
        let worker = Worker::start(&post.test.app);
        post.until_all(MessageState::Sent, 500).await;
        worker.stop().await;
        let recipients: BTreeSet<String> = server.received().into_iter().map(|mail| mail.to).collect();
        assert_eq!((server.count(), recipients.len()), (500, 500));
        assert!(server.reached(Phase::Banner) <= 6, "{} connections", server.reached(Phase::Banner));
    }

    async fn without_a_server_mails_go_into_the_built_in_mailbox(app: TestApp) {
        let post = Post::by(app, None, 4, CALM).await;
        assert!(!post.test.app.outbox.has_server());
        let _worker = Worker::start(&post.test.app);
        let ids = post.queue(&["anna@example.org", "marc@example.org"]).await;
        post.until_all(MessageState::Sent, 2).await;
        assert_eq!(post.message(ids[0]).await.answer, Some(Answer::Found(Finding::Mailbox)));
    }

    async fn what_an_ended_or_expired_invitation_says_is_not_sent(app: TestApp) {
        let server = SmtpServer::start(|_| Act::Accept).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let early = post.queue(&["expired@example.org"]).await;
        post.test.advance(Duration::from_hours(8 * 24));
        let late = post.queue(&["revoked@example.org", "anna@example.org"]).await;
        let id = post.invitation(late[0]).await;
        let mut tx = post.test.app.db.begin().await.unwrap();
        let now = post.test.app.clock.now();
        let ending = parvis::domain::invitation::Ending::Revoked;
        parvis::server::store::invitations::end(&mut tx.conn(), id, ending, now).await.unwrap();
        tx.commit_bookkeeping().await.unwrap();

        let worker = Worker::start(&post.test.app);
        post.until(late[1], MessageState::Sent, 1).await;
        for id in [early[0], late[0]] {
            let message = post.until(id, MessageState::Refused, 1).await;
            assert_eq!(message.answer, Some(Answer::Found(Finding::Over)));
        }
        worker.stop().await;
        assert_eq!(server.count(), 1);
    }

    async fn a_database_that_fails_for_a_while_loses_no_mail_and_sends_none_twice(app: TestApp) {
        let gate: &'static Semaphore = Box::leak(Box::new(Semaphore::new(0)));
        let server =
            SmtpServer::start(move |at| if at.phase == Phase::Dot { Act::Held(gate) } else { Act::Accept }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let ids = post.queue(&["first@example.org", "second@example.org"]).await;
        let worker = Worker::start(&post.test.app);
        server.until(|s| s.reached(Phase::Dot) == 1).await;
        post.test.tamper("ALTER TABLE messages RENAME TO mislaid").await.unwrap();
        gate.add_permits(2);
        server.until_taken(2).await;
        post.test.app.outbox.wake();
        // Long enough for a lease and a group of marks to fail; the result doesn't hang on it.
        tokio::time::sleep(Duration::from_millis(200)).await;
        post.test.tamper("ALTER TABLE mislaid RENAME TO messages").await.unwrap();
        for id in ids {
            post.until(id, MessageState::Sent, 1).await;
        }
        worker.stop().await;
        assert_eq!(server.count(), 2);
    }

    async fn a_worker_told_to_stop_gives_back_what_it_has_not_begun(app: TestApp) {
        let server = SmtpServer::start(|at| if at.phase == Phase::Dot { Act::Hang } else { Act::Accept }).await;
        let post = Post::new(app, &server, 1, HASTY).await;
        let ids = post.queue(&["first@example.org", "second@example.org", "third@example.org"]).await;
        let worker = Worker::start(&post.test.app);
        server.until(|s| s.reached(Phase::Dot) == 1).await;
        worker.stop().await;
        let attempts = [
            post.message(ids[0]).await.attempts,
            post.message(ids[1]).await.attempts,
            post.message(ids[2]).await.attempts,
        ];
        assert_eq!(attempts, [1, 0, 0]);
        assert_eq!(post.test.count("messages WHERE state = 'queued'").await, 3);
    }
}
