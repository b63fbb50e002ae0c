use super::{CALM, GUARD, Post, Worker};
use crate::support::{
    TestApp, on_both_engines,
    smtp::{Act, Phase, SmtpServer},
};
use parvis::domain::{
    answer::{Answer, Finding},
    message::{ALARM_PAUSE, MessageState},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Says no at a phase until told otherwise.
async fn unfriendly(phase: Phase, words: &'static str) -> (SmtpServer, Arc<AtomicBool>) {
    let friendly = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&friendly);
    let server = SmtpServer::start(move |at| {
        if at.phase == phase && !told.load(Ordering::SeqCst) { Act::Say(words) } else { Act::Accept }
    })
    .await;
    (server, friendly)
}

/// Everything has come back, no message has lost a try, and the alarm is on.
async fn until_paused(post: &Post, count: i64) {
    post.until_all(MessageState::Queued, count).await;
    assert_eq!(post.test.count("messages WHERE attempts > 0").await, 0);
    assert!(post.test.app.outbox.alarm().is_some());
}

on_both_engines! {
    async fn a_wrong_password_pauses_the_queue_once_with_one_alarm_until_it_is_right(app: TestApp) {
        let (server, friendly) = unfriendly(Phase::Auth, "535 5.7.8 bad credentials").await;
        let post = Post::new(app, &server, 4, CALM).await;
        let addresses: Vec<String> = (0..300).map(|n| format!("user{n}@example.org")).collect();
        post.outgoing.queue(&post.test.app, &addresses).await;
        let worker = Worker::start(&post.test.app);
        server.until(|s| s.reached(Phase::Auth) > 0).await;
        until_paused(&post, 300).await;
        assert_eq!(post.test.app.outbox.alarm(), Answer::parse("535 5.7.8 bad credentials"));
        let first = server.reached(Phase::Auth);
        assert!(first <= 4, "each connection tried once at most, not {first}");

        // Waking doesn't end the pause; after it, one message goes ahead.
        post.advance(ALARM_PAUSE / 2);
        post.advance(ALARM_PAUSE / 2);
        server.until(|s| s.reached(Phase::Auth) > first).await;
        until_paused(&post, 300).await;
        assert_eq!(server.reached(Phase::Auth), first + 1);

        friendly.store(true, Ordering::SeqCst);
        post.advance(ALARM_PAUSE);
        post.until_all(MessageState::Sent, 300).await;
        assert!(post.test.app.outbox.alarm().is_none());
        worker.stop().await;
        assert_eq!(server.count(), 300);
    }

    async fn a_server_that_wants_a_password_or_another_sender_is_our_affair(app: TestApp) {
        for (phase, words) in [
            (Phase::Mail, "530 5.7.0 authentication required"),
            (Phase::Rcpt, "530 5.7.0 authentication required"),
            (Phase::Mail, "553 5.7.1 sender address rejected"),
            (Phase::Banner, "554 5.3.2 no service here"),
        ] {
            let (server, friendly) = unfriendly(phase, words).await;
            let post = Post::new(app.sibling(&[]).await, &server, 1, CALM).await;
            let _worker = Worker::start(&post.test.app);
            post.queue(&["anna@example.org", "marc@example.org"]).await;
            server.until(|s| s.reached(phase) > 0).await;
            until_paused(&post, 2).await;
            assert_eq!(post.test.app.outbox.alarm(), Answer::parse(words));
            friendly.store(true, Ordering::SeqCst);
            post.advance(ALARM_PAUSE);
            post.until_all(MessageState::Sent, 2).await;
        }
    }

    async fn a_server_that_is_away_raises_the_alarm_and_no_message_loses_a_try(app: TestApp) {
        // Dropped at once: nobody listens there.
        let url = format!("smtp://127.0.0.1:{}", SmtpServer::sink().await.port);
        let post = Post::by(app, Some(&url), 2, CALM).await;
        let _worker = Worker::start(&post.test.app);
        post.queue(&["anna@example.org"]).await;
        let wait = async {
            while post.test.app.outbox.alarm().is_none() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(GUARD, wait).await.expect("no alarm");
        until_paused(&post, 1).await;
        assert_eq!(post.test.app.outbox.alarm(), Some(Answer::Found(Finding::Unreachable)));
    }
}
