use crate::{
    support::{
        Browser, TestApp,
        app::{JOIN, PASSWORD},
        on_both_engines,
    },
    users::change,
};
use axum::http::Method;
use parvis::{
    domain::{
        access::{Area, Level, Levels},
        analytics::{AnalyticsQuery, Weeks},
        department::DepartmentRole,
        time::DAY,
    },
    server::{
        operations::{
            analytics::{self, Analytics},
            users::Change,
        },
        store::{
            analytics::{Part, Sent, SignIns},
            departments::Department,
        },
    },
};
use std::time::Duration;

const HOLDER: &str = "camille@rivoli.example";
const MOMENT: Duration = Duration::from_micros(1);
const WEEK_BUT_A_MOMENT: Duration = Duration::from_hours(7 * 24).saturating_sub(MOMENT);

/// The figures as somebody reads them.
async fn read(app: &TestApp, browser: &Browser, query: AnalyticsQuery) -> Analytics {
    let caller = browser.caller(&app.app).await;
    analytics::analytics(&app.app, caller.actor().unwrap(), query).await.unwrap()
}

/// Four weeks of everybody, as the holder reads them after signing in again.
async fn month(app: &TestApp) -> Analytics {
    let mut admin = app.visitor();
    assert_eq!(admin.sign_in(HOLDER, PASSWORD).await.status, 303);
    read(app, &admin, AnalyticsQuery { weeks: Weeks::Four, ..AnalyticsQuery::default() }).await
}

async fn opened(app: &TestApp) -> i64 {
    app.count("invitations WHERE opened_at IS NOT NULL").await
}

on_both_engines! {
    // [S2.8]
    async fn each_invitation_is_one_thing_in_the_week_in_which_it_was_sent(app: TestApp) {
        let mut admin = app.admin().await;
        let names = ["soon", "late", "looks", "turned", "revoked", "again", "never"];
        let addresses = names.map(|name| format!("{name}@exemple.fr"));
        app.send_invitations(&mut admin, &addresses.join(" "), "user").await;
        app.tamper("UPDATE messages SET state = 'refused', attempts = 1 WHERE address = 'turned@exemple.fr'").await.unwrap();
        let looks = app.join_path("looks@exemple.fr").await;
        assert_eq!(app.visitor().post(&format!("{looks}/opened"), &[]).await.status, 204);
        app.advance(Duration::from_mins(30));
        assert_eq!(app.visitor().post(&app.join_path("soon@exemple.fr").await, &JOIN).await.status, 303);
        change(&app, &admin, &app.user("revoked@exemple.fr").await, Change::Revoke).await.unwrap();
        // A Monday, which begins a week.
        app.advance(DAY);
        assert_eq!(admin.sign_in(HOLDER, PASSWORD).await.status, 303);
        change(&app, &admin, &app.user("again@exemple.fr").await, Change::Resend).await.unwrap();
        app.advance(DAY);
        assert_eq!(app.visitor().post(&app.join_path("late@exemple.fr").await, &JOIN).await.status, 303);
        app.advance(8 * DAY);
        app.visitor().sign_in("soon@exemple.fr", "ce n'est pas le bon mot").await;

        let figures = month(&app).await;
        let weeks: Vec<Sent> = figures.weeks.iter().map(|week| week.invitations).collect();
        let first = Sent { sent: 7, opened: 3, accepted: 2, expired: 2, refused: 1, revoked: 1, replaced: 1 };
        let second = Sent { sent: 1, expired: 1, ..Sent::default() };
        assert_eq!(weeks, [Sent::default(), first, second, Sent::default()]);
        assert_eq!((first.waiting(), first.only_opened(), first.unopened()), (0, 1, 4));
        assert_eq!(figures.total().sent, 8);
        assert_eq!(figures.joining.counts, [1, 0, 1, 0, 0]);
        assert_eq!(figures.joining.median, Some(Duration::from_mins(30)));
        let sign_ins: Vec<SignIns> = figures.weeks.iter().map(|week| week.sign_ins).collect();
        let (none, one) = (SignIns::default(), SignIns { done: 1, refused: 0 });
        assert_eq!(sign_ins, [none, none, one, SignIns { done: 1, refused: 1 }]);
    }

    // [S2.8]
    async fn what_was_refused_stays_so_when_it_is_sent_again_or_revoked_and_not_when_somebody_came_all_the_same(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "again@exemple.fr revoked@exemple.fr came@exemple.fr waits@exemple.fr", "user").await;
        app.tamper("UPDATE messages SET state = 'refused', attempts = 1 WHERE address <> 'waits@exemple.fr'").await.unwrap();
        assert_eq!(month(&app).await.total(), Sent { sent: 4, refused: 3, ..Sent::default() });
        change(&app, &admin, &app.user("again@exemple.fr").await, Change::Resend).await.unwrap();
        // What still waits to be sent is withdrawn with it, and wasn't refused by anybody.
        for email in ["revoked@exemple.fr", "waits@exemple.fr"] {
            change(&app, &admin, &app.user(email).await, Change::Revoke).await.unwrap();
        }
        app.visitor().post(&app.join_path("came@exemple.fr").await, &JOIN).await;
        let sent = Sent { sent: 5, opened: 1, accepted: 1, refused: 2, revoked: 1, ..Sent::default() };
        assert_eq!(month(&app).await.total(), sent);
        assert_eq!(sent.waiting(), 1, "the one that was sent again");
    }

    // [S2.8]
    async fn each_role_and_each_department_has_its_figures(app: TestApp) {
        let mut admin = app.admin().await;
        let (lyon, paris) = (app.department("Lyon").await, app.department("Paris").await);
        app.department("Vide").await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr d@exemple.fr", "user").await;
        app.invite(&mut admin, "c@exemple.fr", "member").await;
        for (email, place) in [("a@exemple.fr", lyon), ("a@exemple.fr", paris), ("c@exemple.fr", paris)] {
            let id = app.user(email).await;
            change(&app, &admin, &id, Change::AddToDepartment(place, DepartmentRole::Viewer)).await.unwrap();
        }
        app.advance(Duration::from_mins(30));
        app.visitor().post(&app.join_path("a@exemple.fr").await, &JOIN).await;
        app.advance(Duration::from_mins(30));
        app.visitor().post(&app.join_path("c@exemple.fr").await, &JOIN).await;
        for _ in 0..2 {
            app.visitor().sign_in("c@exemple.fr", PASSWORD).await;
        }
        app.visitor().sign_in("a@exemple.fr", "ce n'est pas le bon mot").await;

        let query = AnalyticsQuery { weeks: Weeks::Four, ..AnalyticsQuery::default() };
        let figures = read(&app, &admin, query).await;
        let part = |sent, accepted, joining: Option<u64>, done, refused| Part {
            invitations: Sent { sent, opened: accepted, accepted, ..Sent::default() },
            joining: joining.map(Duration::from_mins),
            sign_ins: SignIns { done, refused },
        };
        let roles: Vec<(String, Part)> = figures.by_role.iter().map(|(role, part)| (role.kind.as_str().to_owned(), *part)).collect();
        assert_eq!(roles, [
            ("user".to_owned(), part(3, 1, Some(30), 0, 1)),
            ("member".to_owned(), part(1, 1, Some(60), 2, 0)),
        ]);
        let named = |figures: &Analytics| -> Vec<(String, Part)> {
            let name = |(department, part): &(Option<Department>, Part)| {
                (department.as_ref().map(|department| department.name.clone()).unwrap_or_default(), *part)
            };
            figures.by_department.iter().map(name).collect()
        };
        assert_eq!(named(&figures), [
            ("Paris".to_owned(), part(2, 2, Some(30), 2, 1)),
            (String::new(), part(2, 0, None, 0, 0)),
            ("Lyon".to_owned(), part(1, 1, Some(30), 0, 1)),
        ]);

        // One department's people by role, and one role's by department.
        let figures = read(&app, &admin, AnalyticsQuery { department: Some(lyon), ..query }).await;
        assert_eq!((figures.by_role.len(), figures.by_department.len()), (1, 0));
        let member = app.role("member").await.parse().unwrap();
        let figures = read(&app, &admin, AnalyticsQuery { role: Some(member), ..query }).await;
        assert_eq!(named(&figures), [("Paris".to_owned(), part(1, 1, Some(60), 2, 0))]);
        assert!(figures.by_role.is_empty());

        let page = admin.get("/analytics?weeks=4").await;
        for title in ["Invitations par rôle", "Connexions par rôle", "Invitations par département", "Connexions par département", "Temps pour rejoindre le compte, par rôle", "Temps pour rejoindre le compte, par département", "Aucun département"] {
            assert!(page.says(title), "{title}: {}", page.text());
        }
        // Before these weeks there is nothing.
        app.advance(36 * DAY);
        assert_eq!(admin.sign_in(HOLDER, PASSWORD).await.status, 303);
        let figures = read(&app, &admin, query).await;
        let left: Vec<Part> = figures.by_role.iter().map(|(_, part)| *part).collect();
        assert_eq!((left, figures.by_department.len()), (vec![part(0, 0, None, 1, 0)], 1), "the holder signed in");
    }

    // [S2.15]
    async fn what_waits_expires_at_its_deadline_and_what_was_replaced_after_it_has_expired_too(app: TestApp) {
        let mut admin = app.admin().await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        app.advance(WEEK_BUT_A_MOMENT);
        let total = month(&app).await.total();
        assert_eq!((total.sent, total.waiting(), total.expired), (2, 2, 0));
        app.advance(MOMENT);
        assert_eq!(month(&app).await.total().expired, 2);
        admin.sign_in(HOLDER, PASSWORD).await;
        let page = admin.get("/analytics?weeks=4").await;
        assert!(page.says("Invitations sans suite par rôle") && page.body.contains("id=\"lost-by-role"), "{}", page.text());
        change(&app, &admin, &app.user("a@exemple.fr").await, Change::Resend).await.unwrap();
        let total = month(&app).await.total();
        assert_eq!((total.sent, total.expired, total.replaced, total.waiting()), (3, 2, 0, 1));
    }

    async fn a_week_begins_on_monday_at_midnight_where_the_instance_is(app: TestApp) {
        let mut admin = app.admin().await;
        // Sunday, 9 o'clock in Paris, and a moment.
        let midnight = parvis::server::operations::calendar::weeks(app.app.clock.now(), 1, &app.app.zone)[1];
        app.advance((midnight - MOMENT).since(app.app.clock.now()));
        assert_eq!(admin.sign_in(HOLDER, PASSWORD).await.status, 303);
        app.send_invitations(&mut admin, "sunday@exemple.fr", "user").await;
        app.advance(MOMENT);
        app.send_invitations(&mut admin, "monday@exemple.fr", "user").await;
        let figures = month(&app).await;
        let sent: Vec<u64> = figures.weeks.iter().map(|week| week.invitations.sent).collect();
        assert_eq!((sent, figures.weeks[3].begins), (vec![0, 0, 1, 1], midnight));
        for weeks in Weeks::ALL {
            let figures = read(&app, &admin, AnalyticsQuery { weeks, ..AnalyticsQuery::default() }).await;
            assert_eq!(figures.weeks.len(), weeks.count() as usize);
            assert_eq!(figures.total().sent, 2);
        }
    }

    async fn times_to_join_fall_into_their_groups_and_one_half_is_quicker_than_the_median(app: TestApp) {
        let mut admin = app.admin().await;
        let addresses: Vec<String> = (0..5).map(|n| format!("n{n}@exemple.fr")).collect();
        app.send_invitations(&mut admin, &addresses.join(" "), "user").await;
        app.tamper("UPDATE invitations SET expires_at = expires_at + (expires_at - created_at)").await.unwrap();
        let hours = [1, 23, 24, 24 * 5, 24];
        for (address, hours) in addresses.iter().zip(hours) {
            app.advance(Duration::from_hours(hours));
            assert_eq!(app.visitor().post(&app.join_path(address).await, &JOIN).await.status, 303);
        }
        let Analytics { joining, weeks, .. } = month(&app).await;
        assert_eq!((joining.counts, joining.median), ([1, 1, 1, 1, 1], Some(2 * DAY)));
        let halves: Vec<Duration> = weeks.iter().filter_map(|week| week.joining).collect();
        assert_eq!(halves, [2 * DAY], "in the week in which all were sent");
        assert_eq!(admin.sign_in(HOLDER, PASSWORD).await.status, 303);
        let page = admin.get("/analytics?weeks=4").await;
        for said in [
            "Temps pour rejoindre le compte, par semaine",
            "La plus haute, semaine du 16 nov. 2026 (S47) : la moitié arrive en 2 jours ou moins.",
            "Temps mis par la moitié des personnes, en jours",
            "<td>5</td><td>2 jours</td>",
        ] {
            assert!(page.says(said), "{said}: {}", page.text());
        }
        let body = page.body.replace("<!>", "");
        let drawn = body.split("id=\"joining-by-week\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap();
        let plot = drawn.split("chart-plot").nth(1).and_then(|rest| rest.split("</svg>").next()).unwrap();
        let counts = (plot.matches("<rect").count(), drawn.matches("<td>0</td>").count());
        assert_eq!(counts, (1, 3), "nothing is drawn of a week in which nobody joined, and its table says so");
    }

    // [S1.20]
    async fn a_link_is_opened_by_a_person_alone_and_once(app: TestApp) {
        let mut admin = app.admin().await;
        let link = app.invite(&mut admin, "ines@exemple.fr", "user").await;
        for method in [Method::GET, Method::HEAD, Method::GET] {
            app.visitor().request(method, &link).await;
        }
        assert_eq!(opened(&app).await, 0, "programs read");
        let (history, messages) = (app.count("history").await, app.count("messages").await);
        let said = format!("{link}/opened");
        let mut elsewhere = app.visitor();
        elsewhere.headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(elsewhere.post(&said, &[]).await.status, 403);
        assert_eq!(app.visitor().get(&said).await.status, 405);
        assert_eq!(opened(&app).await, 0);
        let first = app.app.clock.now();
        for _ in 0..3 {
            assert_eq!(app.visitor().post(&said, &[]).await.status, 204);
            app.advance(Duration::from_mins(1));
        }
        assert_eq!(app.instant("opened_at", "invitations").await, first, "the first time counts");
        for unknown in ["x", &parvis::server::token::Token::draw(&app.app.random).text()] {
            let answer = app.visitor().post(&format!("/join/{unknown}/opened"), &[]).await;
            assert_eq!((answer.status, answer.body.as_str()), (204, ""), "whose links there are isn't told");
        }
        assert_eq!((app.count("history").await, app.count("messages").await), (history, messages));
        let page = app.visitor().get(&link).await;
        assert!(page.body.contains("/assets/opened.js") && page.body.contains(&format!("data-opened=\"{said}\"")));
    }

    async fn whoever_sends_the_form_has_opened_it_and_a_dead_link_is_opened_by_nobody(app: TestApp) {
        let mut admin = app.admin().await;
        let (typed, dead) = (app.invite(&mut admin, "a@exemple.fr", "user").await, app.invite(&mut admin, "b@exemple.fr", "user").await);
        assert_eq!(app.visitor().post(&typed, &[]).await.status, 422);
        assert_eq!(opened(&app).await, 1);
        app.advance(7 * DAY);
        assert_eq!(app.visitor().post(&format!("{dead}/opened"), &[]).await.status, 204);
        assert_eq!(app.visitor().post(&dead, &JOIN).await.status, 410);
        assert_eq!(opened(&app).await, 1);
    }

    async fn figures_are_of_the_department_and_the_role_that_people_have_now(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        app.send_invitations(&mut admin, "a@exemple.fr b@exemple.fr", "user").await;
        app.invite(&mut admin, "c@exemple.fr", "member").await;
        let a = app.user("a@exemple.fr").await;
        change(&app, &admin, &a, Change::AddToDepartment(lyon, DepartmentRole::Viewer)).await.unwrap();
        for (email, n) in [("a@exemple.fr", 2), ("c@exemple.fr", 1)] {
            app.visitor().post(&app.join_path(email).await, &JOIN).await;
            for _ in 0..n {
                assert_eq!(app.visitor().sign_in(email, PASSWORD).await.status, 303);
            }
        }
        let member = app.role("member").await.parse().unwrap();
        let counts = async |department, role| {
            let figures = read(&app, &admin, AnalyticsQuery { weeks: Weeks::Four, department, role }).await;
            let sign_ins: u64 = figures.weeks.iter().map(|week| week.sign_ins.done).sum();
            (figures.total().sent, sign_ins, figures.joining.counts.iter().sum::<u64>())
        };
        assert_eq!(counts(None, None).await, (3, 3, 2));
        assert_eq!(counts(Some(lyon), None).await, (1, 2, 1));
        assert_eq!(counts(None, Some(member)).await, (1, 1, 1));
        assert_eq!(counts(Some(lyon), Some(member)).await, (0, 0, 0));
        change(&app, &admin, &a, Change::ChangeRole(member)).await.unwrap();
        assert_eq!(counts(None, Some(member)).await, (2, 3, 2), "now");

        // Another account's figures are its own, and its departments nobody else's.
        let other = app.account("Autre maison", "david@autre.example").await;
        let figures = read(&app, &other, AnalyticsQuery { department: Some(lyon), ..AnalyticsQuery::default() }).await;
        assert_eq!((figures.total(), figures.query.department, figures.departments.len()), (Sent::default(), None, 0));
        assert!(figures.weeks.iter().all(|week| week.sign_ins == SignIns::default()));
    }

    // [S2.8] [S2.9]
    async fn a_member_has_no_such_page_and_who_leads_a_department_has_not_either(app: TestApp) {
        let mut admin = app.admin().await;
        let lyon = app.department("Lyon").await;
        let mut member = app.colleague(&mut admin, "member@exemple.fr", "member").await;
        let mut lead = app.colleague(&mut admin, "lead@exemple.fr", "user").await;
        let id = app.user("lead@exemple.fr").await;
        change(&app, &admin, &id, Change::AddToDepartment(lyon, DepartmentRole::Admin)).await.unwrap();
        for browser in [&mut member, &mut lead] {
            let home = browser.get("/").await;
            for page in ["/analytics", "/billing"] {
                assert!(!home.body.contains(&format!("href=\"{page}\"")), "{page}");
                let refusal = browser.get(page).await;
                assert!(refusal.status == 403 && refusal.says("Demander l’accès"), "{}", refusal.text());
            }
        }
        let role = app.custom_role("Pilotage", Levels::default().with(Area::Analytics, Level::Guest)).await;
        app.give_role("member@exemple.fr", &role).await;
        let page = member.get("/analytics").await;
        assert!(page.status == 200 && page.body.contains("aria-current=\"page\""), "{}", page.text());
        assert_eq!(member.get("/billing").await.status, 403);
    }

    async fn the_page_draws_the_numbers_and_writes_them_below(app: TestApp) {
        let mut admin = app.admin().await;
        let empty = admin.get("/analytics").await;
        assert!(empty.says("Aucune invitation sur cette période") && empty.body.contains("href=\"/users/invite\""));
        assert!(!empty.body.contains("chart-plot"));
        app.colleague(&mut admin, "ines@exemple.fr", "user").await;
        app.visitor().sign_in("ines@exemple.fr", PASSWORD).await;
        for (query, weeks) in [("", 13), ("?weeks=4", 4), ("?weeks=52&role=x", 52), ("?weeks=7", 13)] {
            let page = admin.get(&format!("/analytics{query}")).await;
            assert_eq!(page.status, 200);
            for said in ["16 nov. 2026 (S47) : la moitié arrive en 1 minute ou moins.", "La moitié des personnes ont mis 1 minute ou moins", "100 %", "ne disent pas exactement"] {
                assert!(page.says(said), "{said}: {}", page.text());
            }
            assert_eq!(page.body.matches("chart-plot").count(), 5);
            assert_eq!(page.body.matches("class=\"chart-row\"").count(), 3, "of one role, invitations, time to join and sign-ins");
            let by_week = 4 * (weeks + 1);
            assert_eq!(page.body.matches("<tr>").count(), by_week + 6 + 3 * 2, "by week, of times, of the role");
            assert!(!page.body.contains(" style="), "the policy lets none in");
        }
    }
}
