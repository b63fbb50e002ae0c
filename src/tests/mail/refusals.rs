use super::{CALM, HASTY, Post, Worker};
use crate::support::{
    TestApp, on_both_engines,
    smtp::{Act, Phase, SmtpServer},
};
use parvis::domain::{
    answer::Answer,
    message::{MOST_ATTEMPTS, MessageState},
};
use std::time::Duration;

on_both_engines! {
    async fn a_450_is_tried_again_after_its_pause_with_the_same_message_id(app: TestApp) {
        let server = SmtpServer::start(|at| match (at.phase, at.before) {
            (Phase::Dot, 0) => Act::Say("450 4.2.1 mailbox busy"),
            _ => Act::Accept,
        }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let worker = Worker::start(&post.test.app);
        let id = post.queue(&["anna@example.org"]).await[0];
        let message = post.until(id, MessageState::Queued, 1).await;
        assert_eq!(message.answer, Answer::parse("450 4.2.1 mailbox busy"));
        post.advance(Duration::from_secs(37));
        let message = post.until(id, MessageState::Sent, 2).await;
        assert_eq!(message.answer, Answer::parse("250 2.0.0 queued"));
        worker.stop().await;
        let offered = server.offered();
        let message_id = format!("<{id}@127.0.0.1>");
        assert_eq!(offered.len(), 2);
        assert!(offered.iter().all(|mail| mail.header("Message-ID") == Some(message_id.clone())));
    }

    async fn a_552_is_tried_again_there_may_be_room_later(app: TestApp) {
        let server = SmtpServer::start(|at| match (at.phase, at.before) {
            (Phase::Rcpt, 0) => Act::Say("552 5.5.3 too many recipients"),
            (Phase::Dot, 0) => Act::Say("552 5.2.2 mailbox full"),
            _ => Act::Accept,
        }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let worker = Worker::start(&post.test.app);
        let id = post.queue(&["anna@example.org"]).await[0];
        let message = post.until(id, MessageState::Queued, 1).await;
        assert_eq!(message.answer, Answer::parse("552 5.5.3 too many recipients"));
        post.advance(Duration::from_mins(30));
        let message = post.until(id, MessageState::Queued, 2).await;
        assert_eq!(message.answer, Answer::parse("552 5.2.2 mailbox full"));
        post.advance(Duration::from_hours(2));
        post.until(id, MessageState::Sent, 3).await;
        worker.stop().await;
        assert!(post.test.app.outbox.alarm().is_none());
    }

    async fn a_5xx_to_the_recipient_or_the_message_is_final_and_told_in_the_servers_words(app: TestApp) {
        let server = SmtpServer::start(|at| match (at.phase, at.recipient.as_str()) {
            (Phase::Rcpt, "a550@example.org") => Act::Say("550-5.1.1 no such\r\n550 user here"),
            (Phase::Rcpt, "b553@example.org") => Act::Say("553 5.1.3 \u{1b}[31mname\u{7} not allowed"),
            (Phase::Data, "c550@example.org") => Act::Say("550 no"),
            (Phase::Dot, "d554@example.org") => Act::Say("554 5.7.1 no"),
            _ => Act::Accept,
        }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let ids = post.queue(&[
            "a550@example.org", "b553@example.org", "c550@example.org", "d554@example.org", "ok@example.org",
        ]).await;
        let worker = Worker::start(&post.test.app);
        post.until(ids[4], MessageState::Sent, 1).await;
        let words =
            ["550 5.1.1 no such user here", "553 5.1.3 [31mname not allowed", "550 no", "554 5.7.1 no"];
        for (id, words) in ids.iter().zip(words) {
            let message = post.until(*id, MessageState::Refused, 1).await;
            assert_eq!(message.answer, Answer::parse(words));
        }
        worker.stop().await;
        // Whatever was refused, the connection went on.
        assert_eq!(server.reached(Phase::Banner), 1);
        assert!(post.test.app.outbox.alarm().is_none());
    }

    async fn a_poison_message_delays_no_other(app: TestApp) {
        let server = SmtpServer::start(|at| match (at.phase, at.recipient.as_str()) {
            (Phase::Rcpt, "busy@example.org") => Act::Say("451 4.3.0 try later"),
            (Phase::Rcpt, "closing@example.org") => Act::Say("421 4.3.2 closing"),
            (Phase::Dot, "crash@example.org") => Act::HangUp,
            (Phase::Dot, "slow@example.org") => Act::Hang,
            _ => Act::Accept,
        }).await;
        let post = Post::new(app, &server, 2, HASTY).await;
        let poison = post.queue(&[
            "busy@example.org", "closing@example.org", "crash@example.org", "slow@example.org",
        ]).await;
        let addresses: Vec<String> = (0..60).map(|n| format!("user{n}@example.org")).collect();
        post.outgoing.queue(&post.test.app, &addresses).await;
        let worker = Worker::start(&post.test.app);
        post.until_all(MessageState::Sent, 60).await;
        for id in poison {
            post.until(id, MessageState::Queued, 1).await;
        }
        worker.stop().await;
        assert_eq!(server.count(), 60);
    }

    async fn a_message_is_given_up_after_its_last_try(app: TestApp) {
        let server = SmtpServer::start(|at| match at.phase {
            Phase::Rcpt => Act::Say("450 4.7.1 greylisted"),
            _ => Act::Accept,
        }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let id = post.queue(&["anna@example.org"]).await[0];
        let set = format!("UPDATE messages SET attempts = {}", MOST_ATTEMPTS - 1);
        post.test.tamper(&set).await.unwrap();
        let _worker = Worker::start(&post.test.app);
        let message = post.until(id, MessageState::Refused, MOST_ATTEMPTS).await;
        assert_eq!(message.answer, Answer::parse("450 4.7.1 greylisted"));
    }
}
