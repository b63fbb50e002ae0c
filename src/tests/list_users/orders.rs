//! Every order with every filter, page by page, against a plain scan of the table.

use super::{link, others};
use crate::support::{Browser, TestApp, on_both_engines};
use parvis::domain::{
    search::fold,
    user_list::{Sort, SortBy},
};

/// A user as the table has one.
#[derive(Clone, Debug)]
struct Row {
    shown: String,
    search: String,
    sort_key: String,
    email: String,
    id: String,
    state: String,
    reason: String,
    /// As the roles are ordered.
    role: usize,
    department: bool,
    service: bool,
    mail: String,
    invited: Option<i64>,
    signed_in: Option<i64>,
}

/// 150 people of all kinds, in an account whose list is then scanned plainly.
async fn people(app: &TestApp, admin: &mut Browser) {
    let names = [
        "Céline Martin",
        "Łukasz Żółć",
        "Jörg Groß",
        "Zoé O’Neil",
        "100% Müller",
        "a_b Œuvre",
        "Inès d'Arc",
        "Ægir 'X'",
    ];
    let people: Vec<String> = (0..150)
        .map(|n| match n % 9 {
            8 => format!("p{n}@exemple.fr"),
            k => format!("\"{} {}\" <p{n}.x{}@exemple.fr>", names[k], n % 4, n % 7),
        })
        .collect();
    app.send_invitations(admin, &people[..100].join("\n"), "user").await;
    app.advance(std::time::Duration::from_mins(1));
    app.send_invitations(admin, &people[100..].join("\n"), "member").await;
    let nth = |n: u32, of: u32| {
        format!(
            "CAST(substr(email, 2, CASE WHEN substr(email, 3, 1) IN ('.', '@') THEN 1 WHEN substr(email, 4, 1) IN ('.', '@') THEN 2 ELSE 3 END) AS INTEGER) % {of} = {n} AND email LIKE 'p%@exemple.fr'"
        )
    };
    let hash = "password_hash = 'x'";
    for change in [
        format!("UPDATE users SET state = 'active', {hash} WHERE {}", nth(0, 3)),
        format!("UPDATE users SET signed_in_at = created_at WHERE {} AND state = 'active'", nth(0, 2)),
        format!("UPDATE users SET state = 'inactive', reason = 'deactivated', signed_in_at = created_at WHERE {}", nth(1, 9)),
        format!("UPDATE users SET state = 'inactive', reason = 'never-activated', invited_at = NULL WHERE {}", nth(4, 9)),
        format!("UPDATE users SET state = 'deleted', deleted_at = created_at WHERE {}", nth(7, 45)),
        format!("UPDATE messages SET state = 'sent', sent_at = created_at WHERE user_id IN (SELECT id FROM users WHERE {})", nth(2, 9)),
        format!("UPDATE messages SET state = 'refused' WHERE user_id IN (SELECT id FROM users WHERE {})", nth(5, 18)),
        "INSERT INTO departments (id, account_id, name, name_key, created_at) SELECT id, id, 'Ventes', 'ventes', created_at FROM accounts".to_owned(),
        "INSERT INTO services (id, account_id, name, name_key, url, created_at) SELECT id, id, 'SMS', 'sms', '', created_at FROM accounts".to_owned(),
        format!("INSERT INTO department_members (account_id, department_id, user_id, role) SELECT account_id, account_id, id, 'viewer' FROM users WHERE {}", nth(0, 5)),
        format!("INSERT INTO service_users (account_id, service_id, user_id) SELECT account_id, account_id, id FROM users WHERE {}", nth(1, 4)),
    ] {
        app.tamper(&change).await.unwrap();
    }
}

async fn scan(app: &TestApp) -> Vec<Row> {
    let micros = |column: &str| match app.app.db {
        parvis::server::store::Db::Sqlite { .. } => format!("COALESCE(CAST({column} AS TEXT), '')"),
        parvis::server::store::Db::Postgres(_) => {
            format!("COALESCE(CAST(CAST(EXTRACT(EPOCH FROM {column}) * 1000000 AS BIGINT) AS TEXT), '')")
        }
    };
    let id = match app.app.db {
        parvis::server::store::Db::Sqlite { .. } => "lower(hex(u.id))",
        parvis::server::store::Db::Postgres(_) => "replace(CAST(u.id AS TEXT), '-', '')",
    };
    let fields = [
        "u.first_name".to_owned(),
        "u.last_name".to_owned(),
        "u.email".to_owned(),
        id.to_owned(),
        "u.state".to_owned(),
        "COALESCE(u.reason, '')".to_owned(),
        "r.kind".to_owned(),
        "CASE WHEN EXISTS (SELECT 1 FROM department_members d WHERE d.user_id = u.id) THEN 'y' ELSE '' END".to_owned(),
        "CASE WHEN EXISTS (SELECT 1 FROM service_users s WHERE s.user_id = u.id) THEN 'y' ELSE '' END".to_owned(),
        "COALESCE((SELECT m.state FROM messages m WHERE m.user_id = u.id), '')".to_owned(),
        micros("u.invited_at"),
        micros("u.signed_in_at"),
    ];
    let sql = format!(
        "SELECT {} FROM users u JOIN roles r ON r.id = u.role_id WHERE u.email LIKE 'p%@exemple.fr'",
        fields.join(" || '|' || ")
    );
    let lines: Vec<String> = app.values(&sql).await;
    lines
        .iter()
        .map(|line| {
            let f: Vec<&str> = line.split('|').collect();
            let name = format!("{} {}", f[0], f[1]).trim().to_owned();
            let shown = if name.is_empty() { f[2].to_owned() } else { name.clone() };
            Row {
                search: fold(&format!("{name} {}", f[2])),
                sort_key: fold(&shown),
                shown,
                email: f[2].to_owned(),
                id: f[3].to_owned(),
                state: f[4].to_owned(),
                reason: f[5].to_owned(),
                role: ["administrator", "user", "member"].iter().position(|kind| *kind == f[6]).unwrap(),
                department: !f[7].is_empty(),
                service: !f[8].is_empty(),
                mail: f[9].to_owned(),
                invited: f[10].parse().ok(),
                signed_in: f[11].parse().ok(),
            }
        })
        .collect()
}

fn ordered(mut rows: Vec<Row>, sort: Sort) -> Vec<String> {
    let instant = |at: Option<i64>| (at.is_none(), if sort.descending { -at.unwrap_or(0) } else { at.unwrap_or(0) });
    let by_name = |a: &Row, b: &Row| (&a.sort_key, &a.id).cmp(&(&b.sort_key, &b.id));
    let turned = |order: std::cmp::Ordering| if sort.descending { order.reverse() } else { order };
    rows.sort_by(|a, b| match sort.by {
        SortBy::Name => turned(by_name(a, b)),
        SortBy::Address => turned(a.email.cmp(&b.email)),
        SortBy::Role => turned(a.role.cmp(&b.role)).then_with(|| by_name(a, b)),
        SortBy::State => turned(a.state.cmp(&b.state)).then_with(|| by_name(a, b)),
        SortBy::Invited => instant(a.invited).cmp(&instant(b.invited)).then_with(|| turned(by_name(a, b))),
        SortBy::SignedIn => instant(a.signed_in).cmp(&instant(b.signed_in)).then_with(|| turned(by_name(a, b))),
    });
    rows.into_iter().map(|row| row.shown).collect()
}

/// The whole list, page after page; and back again the same.
async fn pages(admin: &mut Browser, path: &str) -> Vec<String> {
    let mut pages = vec![admin.get(path).await];
    while let Some(next) = link(pages.last().unwrap(), "next") {
        pages.push(admin.get(&next).await);
        assert!(pages.len() < 9, "{path}");
    }
    for page in &pages {
        assert_eq!(page.status, 200, "{path}: {}", page.text());
    }
    let mut last = pages.len() - 1;
    let mut previous = link(&pages[last], "prev");
    while let Some(back) = previous {
        let page = admin.get(&back).await;
        last -= 1;
        assert_eq!(others(&page), others(&pages[last]), "{path} and back by {back}");
        previous = link(&page, "prev");
    }
    pages.iter().flat_map(others).collect()
}

type Test = Box<dyn Fn(&Row) -> bool>;

on_both_engines! {
    // [S1.4] [S1.14] [S1.15] [S1.23] [S4.12]
    async fn every_order_with_every_filter_lists_what_a_plain_scan_finds(app: TestApp) {
        let mut admin = app.admin().await;
        people(&app, &mut admin).await;
        let rows = scan(&app).await;
        assert_eq!(rows.len(), 150);
        let member = app.role("member").await;
        let place: uuid::Uuid = app.value("SELECT id FROM accounts").await;
        let listed = |row: &Row| row.state != "deleted";
        let text = |text: &'static str| -> (String, Test) {
            let query = url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            (format!("q={query}"), Box::new(move |row| listed(row) && row.search.contains(&fold(text))))
        };
        let filters: Vec<(String, Test)> = vec![
            (String::new(), Box::new(listed)),
            ("state=active".to_owned(), Box::new(|row| row.state == "active")),
            ("state=inactive".to_owned(), Box::new(|row| row.state == "inactive")),
            ("state=invited".to_owned(), Box::new(|row| row.state == "invited")),
            ("state=deleted".to_owned(), Box::new(|row| row.state == "deleted")),
            ("state=never-activated".to_owned(), Box::new(|row| row.reason == "never-activated")),
            ("state=queued".to_owned(), Box::new(|row| row.state == "invited" && row.mail == "queued")),
            ("state=sent".to_owned(), Box::new(|row| row.state == "invited" && row.mail == "sent")),
            ("state=refused".to_owned(), Box::new(|row| row.state == "invited" && row.mail == "refused")),
            (format!("role={member}"), Box::new(move |row| listed(row) && row.role == 2)),
            (format!("department={place}"), Box::new(move |row| listed(row) && row.department)),
            (format!("service={place}&role={member}"), Box::new(move |row| listed(row) && row.service && row.role == 2)),
            text("celine"), text("zolc"), text("%"), text("_"), text("'x"), text("e"), text("x1@"), text("qq"), text("nobody"),
            (format!("q=p1&department={place}&state=invited"), Box::new(|row| row.state == "invited" && row.department && row.search.contains("p1"))),
        ];
        let sorts = SortBy::ALL.into_iter().flat_map(|by| [false, true].map(|descending| Sort { by, descending }));
        for sort in sorts {
            for (filter, test) in &filters {
                let path = format!("/users?{filter}&sort={sort}");
                let expected = ordered(rows.iter().filter(|row| test(row)).cloned().collect(), sort);
                assert_eq!(pages(&mut admin, &path).await, expected, "{path}");
            }
        }
    }
}
