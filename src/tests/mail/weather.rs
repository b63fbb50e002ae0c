//! A server that hangs, hangs up or closes, at each phase.

use super::{CALM, HASTY, Post, Worker};
use crate::support::{
    TestApp, on_both_engines,
    smtp::{Act, Phase, SmtpServer},
};
use parvis::{domain::message::MessageState, server::mail::Patience};
use std::time::Duration;

/// The first mail meets the server's fault, at that phase; it and the others must arrive in the end.
async fn survives(app: &TestApp, phase: Phase, fault: Act, patience: Patience) {
    let server =
        SmtpServer::start(move |at| if at.phase == phase && at.before == 0 { fault } else { Act::Accept }).await;
    let post = Post::new(app.sibling(&[]).await, &server, 1, patience).await;
    let ids = post.queue(&["first@example.org", "second@example.org", "third@example.org"]).await;
    let worker = Worker::start(&post.test.app);
    let first = post.until(ids[0], MessageState::Queued, 1).await;
    assert!(first.answer.is_some(), "{phase:?}");
    for id in &ids[1..] {
        post.until(*id, MessageState::Sent, 1).await;
    }
    assert!(post.test.app.outbox.alarm().is_none(), "{phase:?}: that is no reason for an alarm");
    post.advance(Duration::from_secs(37));
    post.until(ids[0], MessageState::Sent, 2).await;
    worker.stop().await;
    assert_eq!(server.count(), 3, "{phase:?}");
}

on_both_engines! {
    async fn a_server_that_hangs_at_any_phase_delays_the_message_in_hand_alone(app: TestApp) {
        for phase in Phase::ON_THE_WAY {
            survives(&app, phase, Act::Hang, HASTY).await;
        }
    }

    async fn a_server_that_hangs_up_at_any_phase_delays_the_message_in_hand_alone(app: TestApp) {
        for phase in Phase::ON_THE_WAY {
            survives(&app, phase, Act::HangUp, CALM).await;
        }
    }

    async fn a_421_at_any_phase_delays_the_message_in_hand_alone(app: TestApp) {
        for phase in Phase::ON_THE_WAY {
            survives(&app, phase, Act::Say("421 4.3.2 closing down"), CALM).await;
        }
    }

    async fn nonsense_at_any_phase_delays_the_message_in_hand_alone(app: TestApp) {
        for phase in Phase::ON_THE_WAY {
            survives(&app, phase, Act::Say("HTTP/1.1 200 OK"), CALM).await;
        }
    }

    async fn a_server_that_hangs_at_quit_holds_nothing_up(app: TestApp) {
        let server =
            SmtpServer::start(|at| if at.phase == Phase::Quit { Act::Hang } else { Act::Accept }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let _worker = Worker::start(&post.test.app);
        for (number, address) in ["first@example.org", "second@example.org"].iter().enumerate() {
            let id = post.queue(&[address]).await[0];
            post.until(id, MessageState::Sent, 1).await;
            server.until(|s| s.reached(Phase::Quit) > number).await;
        }
    }

    async fn a_connection_that_went_stale_costs_the_next_mail_nothing(app: TestApp) {
        // The server closes the connection after its first mail, as it would an idle one.
        let server = SmtpServer::start(|at| match (at.phase, at.before) {
            (Phase::Mail, 1) => Act::Say("421 4.4.2 idle too long"),
            _ => Act::Accept,
        }).await;
        let post = Post::new(app, &server, 1, CALM).await;
        let ids = post.queue(&["first@example.org", "second@example.org"]).await;
        let _worker = Worker::start(&post.test.app);
        for id in ids {
            post.until(id, MessageState::Sent, 1).await;
        }
    }
}
