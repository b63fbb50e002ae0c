use crate::{
    support::{Browser, TestApp, app::PASSWORD, on_both_engines},
    users::change,
};
use parvis::{
    domain::time::{DAY, Timestamp},
    server::{
        housekeeping::{self, erasure, expiries, reminders, steady, tidy},
        operations::users::Change,
    },
};
use std::time::Duration;

const EMAIL: &str = "ines@exemple.fr";
const HOUR: Duration = Duration::from_hours(1);

fn now(app: &TestApp) -> Timestamp {
    app.app.clock.now()
}

/// As if the mails had left.
async fn sent(app: &TestApp) {
    let at = app.literal_instant(now(app));
    app.tamper(&format!("UPDATE messages SET state = 'sent', sent_at = {at} WHERE state = 'queued'")).await.unwrap();
}

/// Lets time pass with a look now and then, as a server that runs does.
async fn live(app: &TestApp, hours: u32) {
    for _ in 0..hours {
        app.advance(HOUR);
        housekeeping::once(&app.app, now(app)).await;
    }
}

async fn again(app: &TestApp) -> Browser {
    let mut admin = app.visitor();
    assert_eq!(admin.sign_in("camille@rivoli.example", PASSWORD).await.status, 303);
    admin
}

on_both_engines! {
    async fn an_invitation_that_nobody_answers_is_sent_once_more_two_days_before_it_expires(app: TestApp) {
        let mut admin = app.admin().await;
        let link = app.invite(&mut admin, EMAIL, "user").await;
        let left = app.invite(&mut admin, "pas-parti@exemple.fr", "user").await;
        app.colleague(&mut admin, "dedans@exemple.fr", "user").await;
        app.tamper("UPDATE messages SET state = 'refused' WHERE address = 'pas-parti@exemple.fr'").await.unwrap();
        sent(&app).await;
        app.advance(119 * HOUR);
        assert_eq!(reminders::send(&app.app, now(&app)).await.unwrap(), 0);
        app.advance(HOUR);
        assert_eq!(reminders::send(&app.app, now(&app)).await.unwrap(), 1);
        assert_eq!(reminders::send(&app.app, now(&app)).await.unwrap(), 0, "once");
        assert_eq!(app.count("messages WHERE kind = 'reminder' AND address = 'ines@exemple.fr' AND state = 'queued'").await, 1);
        assert_eq!(app.join_path(EMAIL).await, link, "the same link");
        assert_eq!(app.visitor().get(&link).await.status, 200);
        assert_ne!(link, left);
        // Revoked, the reminder that waits isn't sent.
        let admin = again(&app).await;
        change(&app, &admin, &app.user(EMAIL).await, Change::Revoke).await.unwrap();
        assert_eq!(app.count("messages WHERE kind = 'reminder' AND state = 'queued'").await, 0);
    }

    async fn reminders_can_be_set_off_and_short_invitations_get_none(app: TestApp) {
        for settings in [["--reminder-days", "0"], ["--invitation-days", "2"]] {
            let app = app.sibling(&settings).await;
            let mut admin = app.admin().await;
            app.invite(&mut admin, EMAIL, "user").await;
            sent(&app).await;
            for _ in 0..7 {
                app.advance(DAY);
                assert_eq!(reminders::send(&app.app, now(&app)).await.unwrap(), 0, "{settings:?}");
            }
        }
    }

    // [S2.15] [S2.16]
    async fn an_expiry_is_an_event_and_the_inviter_is_told_in_one_mail(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr c@exemple.fr", "user").await;
        app.advance(167 * HOUR);
        assert_eq!(expiries::note(&app.app, now(&app)).await.unwrap(), 0);
        app.advance(HOUR);
        assert_eq!(expiries::note(&app.app, now(&app)).await.unwrap(), 3);
        assert_eq!(expiries::note(&app.app, now(&app)).await.unwrap(), 0);
        assert_eq!(app.count("history WHERE action = 'invitation-expired' AND actor_id IS NULL").await, 3);
        assert_eq!(expiries::tell(&app.app, now(&app)).await.unwrap(), 1);
        assert_eq!(expiries::tell(&app.app, now(&app)).await.unwrap(), 0);
        assert_eq!(app.count("messages WHERE kind = 'invitation-expired' AND particulars = '{\"count\":3}' AND about_id IS NULL").await, 1);
        assert_eq!(app.count("users WHERE state = 'invited'").await, 3, "they stay as they are");
    }

    async fn what_expires_within_a_day_of_a_mail_waits_for_the_next_one(app: TestApp) {
        let mut admin = app.admin().await;
        for n in 0..5 {
            app.send_invitations(&mut admin, &format!("n{n}@exemple.fr"), "user").await;
            app.advance(HOUR);
        }
        app.advance(163 * HOUR);
        let mut mails = Vec::new();
        for _ in 0..30 {
            expiries::note(&app.app, now(&app)).await.unwrap();
            expiries::tell(&app.app, now(&app)).await.unwrap();
            mails.push(app.count("messages WHERE kind = 'invitation-expired'").await);
            app.advance(HOUR);
        }
        assert_eq!((mails[0], mails[5], mails[23], mails[24], mails[29]), (1, 1, 1, 2, 2));
        assert_eq!(app.count("messages WHERE kind = 'invitation-expired' AND about_id IS NOT NULL").await, 1, "the first was one");
        assert_eq!(app.count("messages WHERE kind = 'invitation-expired' AND particulars = '{\"count\":4}'").await, 1);
    }

    async fn an_invitation_that_was_resent_or_revoked_meanwhile_is_nobodys_news(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        app.advance(8 * DAY);
        expiries::note(&app.app, now(&app)).await.unwrap();
        let admin = again(&app).await;
        change(&app, &admin, &app.user("a@exemple.fr").await, Change::Resend).await.unwrap();
        change(&app, &admin, &app.user("b@exemple.fr").await, Change::Revoke).await.unwrap();
        assert_eq!(expiries::tell(&app.app, now(&app)).await.unwrap(), 0);
        // The new one has an expiry of its own.
        app.advance(7 * DAY);
        assert_eq!(expiries::note(&app.app, now(&app)).await.unwrap(), 1);
    }

    // [S3.13] [S3.14]
    async fn whoever_was_deleted_for_seven_days_is_erased_and_the_history_names_nobody(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        app.send_invitations(&mut admin, "noe@exemple.fr", "user").await;
        let id = app.user(EMAIL).await;
        let path = format!("/users/{id}/access-end");
        admin.post(&path, &[("ends_on", "2026-12-31")]).await;
        for email in [EMAIL, "noe@exemple.fr"] {
            change(&app, &admin, &app.user(email).await, Change::Delete).await.unwrap();
        }
        let before = app.count("history").await;
        app.advance(167 * HOUR);
        assert_eq!(erasure::erase(&app.app, now(&app)).await.unwrap(), 0, "restorable to the last hour");
        change(&app, &again(&app).await, &app.user("noe@exemple.fr").await, Change::Restore).await.unwrap();
        app.advance(HOUR);
        assert_eq!(erasure::erase(&app.app, now(&app)).await.unwrap(), 1);
        assert_eq!(erasure::erase(&app.app, now(&app)).await.unwrap(), 0);
        let literal = app.literal(&id);
        for table in ["users WHERE id", "sessions WHERE user_id", "messages WHERE user_id", "changes WHERE user_id"] {
            assert_eq!(app.count(&format!("{table} = {literal}")).await, 0, "{table}");
        }
        assert!(app.count("history").await > before);
        assert_eq!(app.count(&format!("history WHERE action = 'user-erased' AND subject_id = {literal}")).await, 1);
        assert_eq!(app.count(&format!("acceptances WHERE user_id = {literal}")).await, 1, "the proof outlives the person");
        assert_eq!(app.count(&format!("history WHERE subject_id = {literal} AND particulars LIKE '%exemple.fr%'")).await, 0);
        // The address is free again: for somebody new.
        app.invite(&mut again(&app).await, EMAIL, "user").await;
        assert_ne!(app.user(EMAIL).await, id);
    }

    async fn an_account_whose_holder_is_erased_passes_on(app: TestApp) {
        let mut admin = app.admin().await;
        let second = app.colleague(&mut admin, EMAIL, "administrator").await;
        let holder = app.user("camille@rivoli.example").await;
        change(&app, &second, &holder, Change::Delete).await.unwrap();
        app.advance(7 * DAY);
        assert_eq!(erasure::erase(&app.app, now(&app)).await.unwrap(), 1);
        let id = app.literal(&app.user(EMAIL).await);
        assert_eq!(app.count(&format!("accounts WHERE holder_id = {id}")).await, 1);
    }

    async fn what_means_nothing_any_more_goes(app: TestApp) {
        let mut admin = app.admin().await;
        let answer = app.send_invitations(&mut admin, EMAIL, "user").await;
        let results = answer.location().to_owned();
        let role = app.role("user").await;
        let draft = admin.get("/users/new").await.location().to_owned();
        admin.post(&draft, &[("email", "x@exemple.fr"), ("language", "fr"), ("role", &role)]).await;
        app.visitor().sign_in(EMAIL, "wrong").await;
        tidy::tidy(&app.app, now(&app)).await.unwrap();
        assert_eq!((app.count("drafts").await, app.count("sessions").await), (1, 1));
        app.advance(30 * DAY + HOUR);
        let mut admin = again(&app).await;
        assert_eq!(admin.get(&results).await.status, 200);
        tidy::tidy(&app.app, now(&app)).await.unwrap();
        assert_eq!((app.count("drafts").await, app.count("sessions").await, app.count("throttles").await), (0, 1, 1));
        assert_eq!(admin.get(&results).await.status, 404, "the addresses are gone");
        assert_eq!(app.count("invitations").await, 1);
    }

    // [S4.10]
    async fn dead_links_say_for_thirty_days_what_became_of_them(app: TestApp) {
        let mut admin = app.admin().await;
        let mut ines = app.colleague(&mut admin, EMAIL, "member").await;
        let mut noe = app.colleague(&mut admin, "noe@exemple.fr", "member").await;
        let id = app.user("noe@exemple.fr").await;
        for _ in 0..2 {
            change(&app, &admin, &id, Change::ResetPassword).await.unwrap();
        }
        let dead = app.reset_path("noe@exemple.fr").await;
        for (browser, email) in [(&mut ines, "ines@neuf.example"), (&mut noe, "noe@neuf.example")] {
            assert_eq!(browser.post("/me/address", &[("email", email), ("password", PASSWORD)]).await.status, 303);
        }
        let (confirm, _) = app.address_paths("ines@neuf.example").await;
        app.visitor().post(&confirm, &[]).await;
        let counts = async || (app.count("resets").await, app.count("address_changes").await);
        assert_eq!(counts().await, (2, 2));
        // One was replaced at once, the other expired after a day; nothing is undone after seven days.
        app.advance(30 * DAY);
        tidy::tidy(&app.app, now(&app)).await.unwrap();
        assert_eq!(counts().await, (1, 2), "the one replaced");
        assert_eq!(app.visitor().get(&dead).await.status, 410, "the other still says that it has expired");
        app.advance(DAY);
        tidy::tidy(&app.app, now(&app)).await.unwrap();
        assert_eq!(counts().await, (0, 1), "those that nobody used or confirmed");
        app.advance(6 * DAY);
        tidy::tidy(&app.app, now(&app)).await.unwrap();
        assert_eq!(counts().await, (0, 0));
        assert_eq!(app.visitor().get(&dead).await.status, 404);
        assert_eq!(app.count("users WHERE email = 'ines@neuf.example'").await, 1, "what was changed stays");
    }

    async fn chores_wait_until_the_clock_has_gone_steadily_for_an_hour(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, EMAIL, "user").await;
        housekeeping::once(&app.app, now(&app)).await;
        live(&app, 2).await;
        assert!(steady::look(&app.app, now(&app)).await.unwrap());
        // A stop over the weekend, or a clock put forward: nothing happens at once.
        app.advance(8 * DAY);
        housekeeping::once(&app.app, now(&app)).await;
        assert_eq!(app.count("history WHERE action = 'invitation-expired'").await, 0);
        live(&app, 1).await;
        assert_eq!(app.count("history WHERE action = 'invitation-expired'").await, 1);
        assert_eq!(app.count("messages WHERE kind = 'invitation-expired'").await, 1);
    }

    async fn a_clock_a_day_ahead_or_behind_ends_erases_and_mails_nobody(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, EMAIL, "member").await;
        app.colleague(&mut admin, "sarah@exemple.fr", "member").await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        sent(&app).await;
        let ines = app.user(EMAIL).await;
        admin.post(&format!("/users/{ines}/access-end"), &[("ends_on", "2026-11-28")]).await;
        change(&app, &admin, &app.user("sarah@exemple.fr").await, Change::Delete).await.unwrap();
        housekeeping::once(&app.app, now(&app)).await;
        live(&app, 24 * 6 + 12).await;
        let counts = async || {
            let mut counts = Vec::new();
            for table in ["users", "users WHERE state = 'active'", "messages", "history", "invitations WHERE expiry_noted_at IS NULL"] {
                counts.push(app.count(table).await);
            }
            counts
        };
        let before = counts().await;
        let right = now(&app);
        for wrong in [right + DAY, right - DAY, right + DAY, right + 400 * DAY, right - 400 * DAY] {
            for minutes in [0, 5, 10, 30] {
                housekeeping::once(&app.app, wrong + Duration::from_mins(minutes)).await;
            }
            housekeeping::once(&app.app, right).await;
        }
        assert_eq!(counts().await, before);
        // Put right, it does what is due, when it is due.
        live(&app, 24).await;
        assert_eq!(app.count("history WHERE action IN ('user-erased', 'access-ended', 'invitation-expired')").await, 4);
    }
}

/// Two nodes at once do each thing once.
#[tokio::test]
async fn nodes_side_by_side_do_everything_once() {
    let app = TestApp::postgres().await;
    let mut admin = app.admin().await;
    let addresses: Vec<String> = (0..300).map(|n| format!("n{n}@exemple.fr")).collect();
    app.send_invitations(&mut admin, &addresses.join(" "), "user").await;
    sent(&app).await;
    let other = app.node().await;
    app.advance(5 * DAY + HOUR);
    let (one, two) = tokio::join!(reminders::send(&app.app, now(&app)), reminders::send(&other, now(&app)));
    assert_eq!(one.unwrap() + two.unwrap(), 300);
    app.advance(2 * DAY);
    let (one, two) = tokio::join!(expiries::note(&app.app, now(&app)), expiries::note(&other, now(&app)));
    assert_eq!(one.unwrap() + two.unwrap(), 300);
    let (one, two) = tokio::join!(expiries::tell(&app.app, now(&app)), expiries::tell(&other, now(&app)));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(app.count("messages WHERE kind = 'reminder'").await, 300);
    assert_eq!(app.count("history WHERE action = 'invitation-expired'").await, 300);
    assert_eq!(app.count("messages WHERE kind = 'invitation-expired'").await, 1);
}
