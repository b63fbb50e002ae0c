//! Seconds to import 100,000 lines of a CSV file, and the most memory that the process held meanwhile: at most 15 s and
//! 200 MB are asked for.
//!
//! `make bench ARGS="--bench import"`

#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on has failed")]

mod engines;
#[expect(
    dead_code,
    unused_imports,
    unused_macros,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "made for the tests"
)]
#[path = "../tests/support/mod.rs"]
mod support;

use parvis::server::{
    context::Visit,
    http::Reader,
    jobs::drain,
    operations::import::{Form, check, sheet, start, upload},
    token::Token,
};
use std::{fmt::Write, time::Instant};
use support::TestApp;

const LINES: usize = 100_000;

#[tokio::main]
async fn main() {
    println!("{LINES} lines of a file, each with names, a role, a language and a phone number:");
    if engines::sqlite() {
        measure("SQLite", TestApp::sqlite().await).await;
    }
    if engines::postgres().is_some() {
        measure("PostgreSQL", TestApp::postgres().await).await;
    }
}

async fn measure(name: &str, app: TestApp) {
    let admin = app.admin().await;
    let token = admin.session().and_then(|text| Token::parse(text)).unwrap();
    let caller = Reader::caller(&app.app, &token).await.unwrap();
    let actor = caller.actor().unwrap();
    let mut file = String::from("E-mail;Prénom;Nom;Rôle;Langue;Téléphone\n");
    for n in 0..LINES {
        writeln!(file, "personne{n}@exemple.fr;Prénom{n};Nom;Membre;fr;06 12 34 56 78").unwrap();
    }
    // Forgets the peak of what was measured before.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = peak();
    let began = Instant::now();
    let id = upload(&app.app, actor, "liste.csv", file.as_bytes()).await.unwrap();
    drop(file);
    let shown = sheet(&app.app, actor, id, None, None).await.unwrap();
    let form = Form {
        department: String::new(),
        department_role: String::new(),
        encoding: shown.encoding.as_str().to_owned(),
        separator: shown.separator.as_str().to_owned(),
        columns: shown.columns.iter().map(|column| column.as_str().to_owned()).collect(),
        header: "yes".to_owned(),
        role: app.role("user").await,
        language: "fr".to_owned(),
        send: "yes".to_owned(),
        key: shown.key.to_string(),
    };
    let plan = parvis::server::operations::import::Plan::parse(id, &form).unwrap();
    let visit = Visit { address: admin.address.ip(), agent: String::new() };
    let report = check(&app.app, &visit, actor, plan).await.unwrap();
    assert_eq!(report.new, LINES as u64);
    let tried = began.elapsed();
    let began = Instant::now();
    start(&app.app, &visit, actor, id, &form).await.unwrap();
    drain(&app.app).await.unwrap();
    let imported = began.elapsed();
    assert_eq!(app.count("messages WHERE state = 'queued'").await, i64::try_from(LINES).unwrap());
    println!(
        "  {name}: {:.2} s to send, read and try it out; {:.2} s to import it; at most {} MB resident ({before} MB before)",
        tried.as_secs_f64(),
        imported.as_secs_f64(),
        peak(),
    );
}

/// The most memory that the process has held, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1_024
}
