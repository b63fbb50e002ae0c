use crate::{
    support::{
        Browser, TestApp,
        app::{JOIN, PASSWORD},
        on_both_engines,
    },
    users::change,
};
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        billing::{BillingQuery, Days},
        department::DepartmentRole,
        id::DepartmentId,
        time::DAY,
    },
    server::{
        housekeeping::{self, seats},
        operations::{
            billing::{self, Billing},
            users::Change,
        },
    },
};
use std::time::Duration;

const HOLDER: &str = "camille@rivoli.example";

/// The seats as somebody reads them.
async fn read(app: &TestApp, browser: &Browser, query: BillingQuery) -> Billing {
    let caller = browser.caller(&app.app).await;
    billing::billing(&app.app, caller.actor().unwrap(), query).await.unwrap()
}

/// Each day's active and invited, the oldest first.
async fn days(app: &TestApp, department: Option<DepartmentId>) -> Vec<(u64, u64)> {
    let mut admin = app.visitor();
    assert_eq!(admin.sign_in(HOLDER, PASSWORD).await.status, 303);
    let billing = read(app, &admin, BillingQuery { days: Days::Thirty, department }).await;
    billing.days.iter().map(|day| (day.seats.active, day.seats.invited)).collect()
}

async fn write(app: &TestApp) -> u64 {
    seats::write(&app.app, app.app.clock.now()).await.unwrap()
}

on_both_engines! {
    // [S2.8]
    async fn seats_are_taken_pending_and_free_now(app: TestApp) {
        let mut admin = app.admin().await;
        app.colleague(&mut admin, "active@exemple.fr", "user").await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr c@exemple.fr", "user").await;
        app.colleague(&mut admin, "gone@exemple.fr", "user").await;
        change(&app, &admin, &app.user("gone@exemple.fr").await, Change::Deactivate).await.unwrap();
        let page = admin.get("/billing").await;
        assert!(page.says("Sans limite") && page.says("Le relevé commence aujourd’hui"), "{}", page.text());
        app.set_seats(7).await;
        let now = read(&app, &admin, BillingQuery::default()).await.now;
        assert_eq!((now.active, now.invited, now.limit, now.free()), (2, 3, Some(7), Some(2)));
        let page = admin.get("/billing").await;
        for said in ["Places prises", "sur 7", "22 nov. 2026"] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        assert!(page.body.contains("chart-limit") && !page.body.contains(" style="));
    }

    async fn each_day_is_written_once_with_each_department_as_at_its_beginning(app: TestApp) {
        let mut admin = app.admin().await;
        let (lyon, paris) = (app.department("Lyon").await, app.department("Paris").await);
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        for (email, place) in [("a@exemple.fr", lyon), ("b@exemple.fr", lyon), ("b@exemple.fr", paris)] {
            change(&app, &admin, &app.user(email).await, Change::AddToDepartment(place, DepartmentRole::Viewer)).await.unwrap();
        }
        app.set_seats(10).await;
        assert_eq!(write(&app).await, 3);
        app.visitor().post(&app.join_path("a@exemple.fr").await, &JOIN).await;
        assert_eq!(write(&app).await, 0, "once");
        assert_eq!(app.count("seat_days").await, 3);
        assert_eq!(app.count("seat_days WHERE active = 1 AND invited = 2 AND seats = 10 AND department_id IS NULL AND day = '2026-11-22'").await, 1);
        assert_eq!(days(&app, None).await, [(2, 1)], "today is as it is now");
        app.advance(DAY);
        assert_eq!(write(&app).await, 3);
        // One day nothing runs.
        app.advance(2 * DAY);
        app.set_seats(20).await;
        assert_eq!(write(&app).await, 3);
        assert_eq!(days(&app, None).await, [(1, 2), (2, 1), (2, 1)]);
        assert_eq!(days(&app, Some(lyon)).await, [(0, 2), (1, 1), (1, 1)]);
        assert_eq!(days(&app, Some(paris)).await, [(0, 1), (0, 1), (0, 1)]);
        app.advance(29 * DAY);
        assert_eq!(days(&app, None).await, [(2, 1), (2, 1)], "of 30 days");
        // What there was stays, with the name of what is gone.
        let mut admin = app.visitor();
        admin.sign_in(HOLDER, PASSWORD).await;
        assert_eq!(admin.post(&format!("/departments/{paris}"), &[("name", "Paris-Nord")]).await.status, 303);
        let file = "/billing/export.csv?days=90";
        let before = admin.get(file).await.body;
        assert_eq!(admin.post(&format!("/departments/{paris}/delete"), &[("fate", "out")]).await.status, 303);
        assert_eq!(app.count("seat_days").await, 9);
        let past = |file: &str| file.lines().filter(|line| line.contains("Paris-Nord")).count();
        assert_eq!((past(&before), past(&admin.get(file).await.body)), (4, 3), "{before}");
    }

    async fn a_day_is_the_instances_and_the_housekeeping_writes_it(app: TestApp) {
        app.admin().await;
        // 23:30 in Paris.
        app.advance(Duration::from_mins(14 * 60 + 30));
        write(&app).await;
        app.advance(DAY / 24);
        write(&app).await;
        assert_eq!(app.values("SELECT day FROM seat_days ORDER BY day").await, ["2026-11-22", "2026-11-23"]);
        for _ in 0..26 {
            app.advance(DAY / 24);
            housekeeping::once(&app.app, app.app.clock.now()).await;
        }
        assert_eq!(app.count("seat_days").await, 3);
    }

    async fn accounts_know_nothing_of_each_other(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
        write(&app).await;
        let mut other = app.account("Autre maison", "david@autre.example").await;
        assert_eq!(write(&app).await, 1, "an account that is new that day has its day too");
        app.advance(Duration::from_hours(20));
        assert_eq!(other.sign_in("david@autre.example", PASSWORD).await.status, 303);
        let billing = read(&app, &other, BillingQuery { department: Some(lyon), ..BillingQuery::default() }).await;
        assert_eq!((billing.query.department, billing.departments.len(), billing.days.len()), (None, 0, 2));
        assert!(billing.days.iter().all(|day| (day.seats.active, day.seats.invited) == (1, 0)));
        let file = other.get(&format!("/billing/export.csv?department={lyon}")).await;
        assert!(file.status == 200 && !file.body.contains("Lyon"), "{}", file.body);
    }

    // [S2.8] [S3.10]
    async fn the_days_are_a_file_for_who_may_export_and_the_history_says_so(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        app.send_invitations(&mut admin, "a@exemple.fr", "user").await;
        change(&app, &admin, &app.user("a@exemple.fr").await, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        app.set_seats(5).await;
        write(&app).await;
        app.advance(DAY);
        admin.sign_in(HOLDER, PASSWORD).await;
        let page = admin.get("/billing?days=365").await;
        assert!(page.body.contains("href=\"/billing/export.csv?days=365\""), "{}", page.text());
        let file = admin.get("/billing/export.csv?days=365").await;
        let lines = "\u{feff}Jour;Département;Actifs;Invités;Places prises;Limite;Places libres\r\n\
            2026-11-22;Tout le compte;1;1;2;5;3\r\n2026-11-22;Lyon;0;1;1;;\r\n\
            2026-11-23;Tout le compte;1;1;2;5;3\r\n2026-11-23;Lyon;0;1;1;;\r\n";
        assert_eq!((file.status, file.body.as_str()), (200, lines));
        assert!(file.header("content-disposition").contains("places-2026-11-23.csv"));
        let part = admin.get(&format!("/billing/export.csv?department={lyon}")).await;
        assert!(part.body.contains("2026-11-22;Lyon;0;1;1;;") && !part.body.contains("Tout le compte"), "{}", part.body);
        assert_eq!(app.count("history WHERE action = 'seats-exported' AND NOT refused").await, 2);
        let history = admin.get("/history?what=seats-exported").await;
        for said in ["a exporté les places du compte", "Jours", "365", "Lyon"] {
            assert!(history.says(said), "{said}: {}", history.text());
        }

        let role = app.custom_role("Comptabilité", Levels::default().with(Area::Billing, Level::Guest)).await;
        let mut clerk = app.colleague(&mut admin, "clerk@exemple.fr", "user").await;
        app.give_role("clerk@exemple.fr", &role).await;
        let page = clerk.get("/billing").await;
        assert!(page.status == 200 && !page.body.contains("export.csv"));
        assert_eq!(clerk.get("/billing/export.csv").await.status, 403);
        assert_eq!(app.count("history WHERE action = 'seats-exported' AND refused").await, 1);
    }
}

/// Two nodes at once write each day once.
#[tokio::test]
async fn nodes_side_by_side_write_a_day_once() {
    let app = TestApp::postgres().await;
    app.admin().await;
    for name in ["Lyon", "Paris", "Lille"] {
        app.department(name).await;
    }
    let other = app.node().await;
    let now = app.app.clock.now();
    let (one, two) = tokio::join!(seats::write(&app.app, now), seats::write(&other, now));
    assert_eq!(one.unwrap() + two.unwrap(), 4);
    assert_eq!(app.count("seat_days").await, 4);
}
