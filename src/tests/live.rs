use crate::{
    support::{
        Browser, TestApp,
        app::{JOIN, PASSWORD},
        on_both_engines,
    },
    users::change,
};
use axum::{body::BodyDataStream, http::Method};
use futures::StreamExt;
use parvis::{
    domain::department::DepartmentRole,
    server::{
        housekeeping::{access_ends, expiries},
        operations::users::{Change, access_end},
    },
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::task::AbortHandle;

/// How long a test waits for what must happen before it fails.
const GUARD: Duration = Duration::from_secs(20);

struct Live(BodyDataStream);

impl Live {
    async fn open(browser: &mut Browser) -> Self {
        let answer = browser.open(Method::GET, "/users/live").await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self(answer.into_body().into_data_stream())
    }

    /// The next event; nothing where the stream has ended.
    async fn next(&mut self) -> Option<String> {
        let next = async {
            loop {
                let frame = self.0.next().await?.unwrap();
                let text = String::from_utf8(frame.to_vec()).unwrap();
                // Lines that begin with a colon only keep the connection open.
                if !text.starts_with(':') {
                    return Some(text);
                }
            }
        };
        tokio::time::timeout(GUARD, next).await.expect("nothing came, not even the end")
    }

    /// Counts the events that come from now on.
    fn count(mut self) -> Count {
        let events = Arc::new(AtomicUsize::new(0));
        let count = events.clone();
        let listening = tokio::spawn(async move {
            while self.next().await.is_some() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        Count { events, listening: listening.abort_handle() }
    }

    async fn assert_event(&mut self) {
        let event = self.next().await.expect("an event, not the end");
        assert!(event.contains("event: users") && event.contains("data: changed") && !event.contains('@'), "{event}");
    }
}

struct Count {
    events: Arc<AtomicUsize>,
    listening: AbortHandle,
}

impl Drop for Count {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Count {
    fn so_far(&self) -> usize {
        self.events.load(Ordering::SeqCst)
    }

    /// Waits for one; how many there are then.
    async fn first(&self) -> usize {
        while self.so_far() == 0 {
            tokio::task::yield_now().await;
        }
        self.so_far()
    }
}

on_both_engines! {
    // [S1.10]
    async fn an_open_list_hears_of_invitations_and_joiners(app: TestApp) {
        app.listen(&app.app).await;
        let mut admin = app.admin().await;
        let mut live = Live::open(&mut admin).await;
        let path = app.invite(&mut admin, "ines@exemple.fr", "user").await;
        live.assert_event().await;
        app.visitor().post(&path, &JOIN).await;
        live.assert_event().await;
        // Many at once are one event.
        let many: Vec<String> = (0..200).map(|n| format!("p{n}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &many.join(" "), "user").await;
        live.assert_event().await;
    }

    // [S2.16]
    async fn and_of_links_asked_for(app: TestApp) {
        app.listen(&app.app).await;
        let mut admin = app.admin().await;
        let path = app.invite(&mut admin, "ines@exemple.fr", "user").await;
        app.advance(Duration::from_hours(7 * 24));
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let mut live = Live::open(&mut admin).await;
        app.visitor().post(&format!("{path}/ask"), &[]).await;
        live.assert_event().await;
    }

    // [S3.22] [S2.15]
    async fn and_of_what_time_brings_by_itself(app: TestApp) {
        app.listen(&app.app).await;
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "noe@exemple.fr", "member").await;
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let noe = app.user("noe@exemple.fr").await;
        let last_day = app.app.clock.now() + Duration::from_hours(48);
        let last_day = access_end::day(last_day, &app.app.zone);
        assert_eq!(admin.post(&format!("/users/{noe}/access-end"), &[("ends_on", &last_day)]).await.status, 303);
        app.advance(Duration::from_hours(8 * 24));
        admin.sign_in("camille@rivoli.example", PASSWORD).await;
        let mut live = Live::open(&mut admin).await;
        let now = app.app.clock.now();
        assert_eq!(access_ends::end(&app.app, now).await.unwrap(), 1);
        live.assert_event().await;
        assert_eq!(expiries::note(&app.app, now).await.unwrap(), 1);
        live.assert_event().await;
    }

    async fn another_account_hears_nothing(app: TestApp) {
        app.listen(&app.app).await;
        let mut first = app.admin().await;
        let mut own = Live::open(&mut first).await;
        let mut second = app.account("Autre maison", "david@autre.example").await;
        let theirs = Live::open(&mut second).await.count();
        // The role of the first account, while there are two.
        let role: uuid::Uuid = app.value("SELECT r.id FROM roles r JOIN accounts a ON a.id = r.account_id WHERE r.kind = 'user' AND a.name = 'Atelier Rivoli'").await;
        for n in 0..3 {
            let key = app.app.random.id(app.app.clock.now()).to_string();
            let email = format!("p{n}@exemple.fr");
            let fields = [("key", key.as_str()), ("addresses", &email), ("role", &role.to_string()), ("language", "fr")];
            assert_eq!(first.post("/users/invite", &fields).await.status, 303);
            own.assert_event().await;
        }
        assert_eq!(theirs.so_far(), 0, "three came to the account that they were of");
        app.invite(&mut second, "zoe@autre.example", "user").await;
        assert_eq!(theirs.first().await, 1);
    }

    // [S4.20] [S4.23]
    async fn who_has_a_departments_people_alone_hears_of_nobody_else(app: TestApp) {
        app.listen(&app.app).await;
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        let mut lead = app.colleague(&mut admin, "lead@exemple.fr", "user").await;
        app.invite(&mut admin, "ines@exemple.fr", "user").await;
        let ines = app.user("ines@exemple.fr").await;
        for (id, role) in [(app.user("lead@exemple.fr").await, DepartmentRole::Admin), (ines.clone(), DepartmentRole::Viewer)] {
            change(&app, &admin, &id, Change::AddToDepartment(lyon, role)).await.unwrap();
        }
        let mut own = Live::open(&mut admin).await;
        let theirs = Live::open(&mut lead).await.count();
        for n in 0..3 {
            app.invite(&mut admin, &format!("p{n}@exemple.fr"), "user").await;
            own.assert_event().await;
        }
        assert_eq!(theirs.so_far(), 0, "three came to who has everybody");
        change(&app, &admin, &ines, Change::Revoke).await.unwrap();
        assert_eq!(theirs.first().await, 1);
    }

    async fn the_stream_ends_with_the_session(app: TestApp) {
        app.listen(&app.app).await;
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        let mut live = Live::open(&mut member).await;
        member.post("/sign-out", &[]).await;
        app.invite(&mut admin, "a@exemple.fr", "user").await;
        live.assert_event().await; // so that the page asks, and is told
        assert_eq!(live.next().await, None, "signed out");

        member.sign_in("ines@exemple.fr", PASSWORD).await;
        let mut live = Live::open(&mut member).await;
        app.tamper("UPDATE users SET state = 'inactive', reason = 'deactivated' WHERE email = 'ines@exemple.fr'").await.unwrap();
        app.invite(&mut admin, "b@exemple.fr", "user").await;
        live.assert_event().await;
        assert_eq!(live.next().await, None, "deactivated");
    }

    async fn the_stream_ends_with_the_right(app: TestApp) {
        app.listen(&app.app).await;
        let mut admin = app.admin().await;
        let mut member = app.colleague(&mut admin, "ines@exemple.fr", "member").await;
        let mut live = Live::open(&mut member).await;
        app.give_role("ines@exemple.fr", &app.role("user").await).await;
        app.invite(&mut admin, "a@exemple.fr", "user").await;
        live.assert_event().await;
        assert_eq!(live.next().await, None);
    }

    async fn nobody_has_more_streams_than_pages_to_look_at(app: TestApp) {
        let mut admin = app.admin().await;
        let mut open = Vec::new();
        for _ in 0..20 {
            open.push(Live::open(&mut admin).await);
        }
        let refused = admin.get("/users/live").await;
        assert_eq!((refused.status, refused.header("retry-after")), (429, "15"));
        drop(open.pop());
        Live::open(&mut admin).await;
    }

    async fn an_open_list_keeps_no_session_alive(app: TestApp) {
        let mut admin = app.admin().await;
        let before = app.last_seen().await;
        app.advance(Duration::from_hours(2));
        let _live = Live::open(&mut admin).await;
        let list = admin.call("list-users", &serde_json::json!({ "query": "", "is_news": true })).await;
        assert_eq!(list.status, 200);
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        assert_eq!(app.last_seen().await, before);
        // A search that somebody types is a sight.
        admin.call("list-users", &serde_json::json!({ "query": "q=anna" })).await;
        while app.last_seen().await == before {
            tokio::task::yield_now().await;
        }
    }

    async fn without_the_right_there_is_no_stream(app: TestApp) {
        let mut admin = app.admin().await;
        let mut user = app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        assert_eq!(user.get("/users/live").await.status, 403);
        assert_eq!(app.visitor().get("/users/live").await.location(), "/sign-in?next=%2Fusers%2Flive");
    }
}

#[tokio::test]
async fn on_postgres_an_event_comes_from_another_node() {
    let app = TestApp::postgres().await;
    let node = app.node().await;
    app.listen(&node).await;
    let mut admin = app.admin().await;
    let mut live = Live::open(&mut admin.on(node)).await;
    let path = app.invite(&mut admin, "ines@exemple.fr", "user").await;
    live.assert_event().await;
    app.visitor().post(&path, &JOIN).await;
    live.assert_event().await;
}
