//! Goes through all operations: each writes its entry in its own transaction, also where it is refused.

mod drive;

use crate::support::{TestApp, on_both_engines};
use drive::{Scene, drive};
use parvis::{domain::language::Language, server::store::Db, wording::Wording};
use std::{collections::BTreeSet, fs, path::Path};

/// What is refused when it is: an entry says so, or why there is none.
enum Refused {
    Told,
    /// Nobody is refused it, or there is no account to tell.
    Never(&'static str),
}
use Refused::{Never, Told};

/// Each operation that writes, with the action that its entries have.
const WRITES: &[(&str, &str, Refused)] = &[
    ("create_account::create_account", "account-created", Never("there is no account yet")),
    ("invite::invite", "invited", Told),
    ("ask_invitation::ask_invitation", "invitation-asked", Told),
    ("accept_invitation::accept_invitation", "invitation-accepted", Told),
    ("accept_policy::accept_policy", "policy-accepted", Never("who doesn't accept has not tried to")),
    ("sign_in::sign_in", "signed-in", Told),
    ("sign_out::sign_out", "signed-out", Never("anybody may leave")),
    ("set_seats::set_seats", "seats-set", Never("the command line may; without an account there is nobody to tell")),
    ("settings::save::save", "settings-changed", Told),
    ("settings::test_mail::test_mail", "test-mail-sent", Told),
    ("support::access::allow", "support-allowed", Told),
    ("support::access::end", "support-ended", Told),
    ("support::agent::enter", "support-entered", Never("who isn't of the support has no account to tell")),
    ("support::agent::leave", "support-left", Never("anybody may leave")),
    ("users::end_session::end_session", "sessions-ended", Told),
    ("users::step::perform", "user-deactivated", Told),
    ("roles::save::save", "role-created", Told),
    ("roles::delete::delete", "role-deleted", Told),
    ("requests::ask::ask", "access-asked", Told),
    ("requests::answer::answer", "access-given", Told),
    ("departments::save::create", "department-created", Told),
    ("departments::save::rename", "department-renamed", Told),
    ("departments::delete::delete", "department-deleted", Told),
    ("departments::delete::merge", "department-merged", Told),
    ("users::assigned::assign", "services-assigned", Told),
    ("services::save::save", "service-created", Told),
    ("services::delete::delete", "service-deleted", Told),
    ("services::picture::set_picture", "service-changed", Told),
    ("ask_reset::ask_reset", "reset-asked", Told),
    ("set_password::set_password", "password-changed", Told),
    ("change_address::change_other", "address-change-asked", Told),
    ("change_address::change_own", "address-change-asked", Told),
    ("change_address::withdraw", "address-change-withdrawn", Told),
    ("confirm_address::confirm_address", "address-changed", Told),
    ("undo_address::undo_address", "address-change-undone", Told),
    ("bulk::start::start", "job-started", Told),
    ("import::start::start", "job-started", Told),
    ("jobs::cancel::cancel", "job-cancelled", Never("nobody sees anybody else's job")),
    ("history::export::export", "history-exported", Told),
    ("exports::begin::begin", "history-exported", Told),
    ("exports::download::download", "users-exported", Told),
    ("exports::delete::delete", "users-exported", Never("nobody sees anybody else's file")),
    ("me::profile::change_profile", "profile-changed", Told),
    ("me::password::change_password", "password-changed", Told),
    ("me::sessions::end_session", "own-sessions-ended", Told),
    ("me::sessions::end_others", "own-sessions-ended", Never("one's own sessions are one's own")),
    ("me::data::take_held", "own-data-exported", Never("one's own data are one's own")),
];

/// Those that change something without an entry of their own, and why.
const WITHOUT: &[(&str, &str)] = &[
    ("setup_link::create", "there is no account yet"),
    ("policy::load", "a version of the policy is the instance's, and is itself append-only"),
    ("throttle::count", "tries are counted before anything is done"),
    ("throttle::spend", "tries are counted before anything is done"),
    ("throttle::forgive", "inside its caller's transaction"),
    ("throttle::pretend", "inside its caller's transaction"),
    ("sign_in::open_session", "inside its caller's transaction"),
    ("users::step::take", "inside its caller's transaction, to which it gives the entry"),
    ("users::invitation::close", "inside its caller's transaction"),
    ("users::invitation::open", "inside its caller's transaction"),
    ("enter_code::enter_code", "a wrong code is a refused change of the password; the right one leads to the link"),
    ("open_reset::open_reset", "inside its caller's transaction"),
    ("bulk::start::refuse", "what is refused before it is begun: as `bulk::start` remembers it"),
    ("links::end_all", "inside its caller's transaction"),
    ("links::end_change", "inside its caller's transaction"),
    ("links::end_own_change", "inside its caller's transaction"),
    ("links::end_reset", "inside its caller's transaction"),
    ("notice::queue", "inside its caller's transaction"),
    ("requests::gone::end_wishes", "inside its caller's transaction, whose entry says that the area is gone"),
    ("jobs::work::work", "each user of it is one step with its own entry; what stops it whole is `job-stopped`"),
    ("jobs::work::lease", "who works on what is bookkeeping"),
    ("jobs::work::fail", "how often a part has failed is bookkeeping"),
    ("jobs::work::give_back", "who works on what is bookkeeping"),
    ("jobs::forget::forget", "what ended long ago is tidied away; its entries stay"),
    ("users::create::create", "its entries, done and refused, are looked for in the test of creating step by step"),
    (
        "users::access_end::set_access_end",
        "its entries, done and refused, are looked for in the test of the end of access",
    ),
    ("users::exceptions::set_exception", "its entries, done and refused, are looked for in the test of exceptions"),
    ("import::check::check", "a trial does nothing; what is refused of it is looked for in the test of importing"),
    ("import::check::trial", "a trial does nothing; what is refused of it is looked for in the test of importing"),
    ("users::create::check::check", "inside its caller's transaction"),
    ("users::create::draft::save_details", "a draft is nobody yet"),
    ("users::create::draft::save_services", "a draft is nobody yet"),
    ("users::create::draft::save_options", "a draft is nobody yet"),
    ("requests::ask::withdraw", "one's own wish; its entry is looked for in the test of asking"),
    ("requests::read::of_user", "shows one's own"),
    ("refusal::remember", "writes the entries of others"),
    ("refusal::remember_dead_link", "writes the entries of others"),
    ("manager::granter_now", "says who may give what"),
    ("manager::granter", "says who may give what"),
    ("manager::is_within", "says who may give what"),
    ("manager::leads", "says who may do what to whom"),
    ("users::edit::edit", "its entries, done and refused, are looked for in the test of editing"),
    ("users::link::show_link", "its entry is looked for in the test of the details page"),
    ("make_administrator::make_administrator", "its entry is looked for in its own test"),
    ("export_users::begin", "its entries, done and refused, are looked for in the test of exporting"),
    ("open_invitation::open_invitation", "that somebody has looked is no act"),
    ("billing::export", "its entries, done and refused, are looked for in its own test"),
    ("who_can::export", "its entries, done and refused, are looked for in its own test"),
    ("settings::acceptances::export", "its entries, done and refused, are looked for in its own test"),
    ("settings::rules::invitation_end", "says what would be"),
    ("settings::rules::reset_end", "says what would be"),
    ("import::upload::upload", "a file that waits is nobody yet"),
    ("import::upload::importing", "what it refuses at each step is looked for in the test of importing"),
    ("import::sort::sort", "says what would be"),
    ("import::run::part", "its users' entries, done and refused, are looked for in the test of importing"),
    ("daily::left", "inside its caller's transaction"),
    ("daily::take_one", "inside its caller's transaction"),
    ("invite::check::check_addresses", "says what would be; of foreign addresses alone it counts the tries"),
];

/// All that is public in `operations` and may write: those files that begin a transaction, or are handed one.
fn operations() -> BTreeSet<String> {
    fn walk(folder: &Path, module: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            let module = if name == "mod" { module.to_owned() } else { format!("{module}{name}::") };
            if path.is_dir() {
                walk(&path, &module, found);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            for (at, _) in source.match_indices("\npub async fn ") {
                let rest = &source[at + "\npub async fn ".len()..];
                let name = rest.split(['(', '<']).next().unwrap();
                let body = rest.split("\n}\n").next().unwrap();
                let (arguments, body) = body.split_once('{').unwrap_or((body, ""));
                let reads = body.contains(".read()") && !body.contains(".begin()") && !arguments.contains("visit");
                let writes = [".begin()", "commit", "&mut Tx"].iter().any(|sign| body.contains(sign))
                    || ["visit: &Visit", "Conn<", "&mut Tx", "Step<"].iter().any(|sign| arguments.contains(sign));
                if writes && !reads {
                    found.insert(format!("{module}{name}"));
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server/operations"), "", &mut found);
    found
}

#[test]
fn every_operation_stands_in_the_table() {
    let known: BTreeSet<String> = WRITES
        .iter()
        .map(|(name, _, _)| *name)
        .chain(WITHOUT.iter().map(|(name, _)| *name))
        .map(str::to_owned)
        .collect();
    let found = operations();
    assert!(found.len() > 20, "the sources are read wrongly: {found:?}");
    let missing: Vec<&String> = found.difference(&known).collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: say in WRITES which entry it writes and in `drive` how, or in WITHOUT why none"
    );
    let gone: Vec<&String> = known.difference(&found).collect();
    assert!(gone.is_empty(), "{gone:?} isn't there any more: take it out");
}

on_both_engines! {
    // [S3.10]
    async fn each_writes_its_entry_done_and_refused(app: TestApp) {
        let mut admin = app.admin().await;
        let member = app.colleague(&mut admin, "member@exemple.fr", "member").await;
        let mut scene = Scene { admin, member, number: 0 };
        // Last: they make another account the newest, which the helpers take.
        let (first, last): (Vec<_>, Vec<_>) = WRITES.iter().partition(|(name, _, _)| !name.starts_with("create_account") && !name.starts_with("support"));
        for (operation, action, refusal) in first.into_iter().chain(last) {
            for refused in [false, true] {
                if let (true, Never(why)) = (refused, refusal) {
                    assert!(!why.is_empty(), "{operation}: why isn't it ever refused?");
                    continue;
                }
                let not = if refused { "" } else { "NOT " };
                let entries = format!("history WHERE action = '{action}' AND {not}refused");
                let before = app.count(&entries).await;
                drive(&app, &mut scene, operation, refused).await;
                assert!(app.count(&entries).await > before, "{operation} wrote no {action}, refused: {refused}");
            }
        }
        worded(&app).await;
        app.assert_kept().await;
    }
}

/// Every fact that was written is in words, or meant for machines.
async fn worded(app: &TestApp) {
    let wording = Wording::new(Language::Fr, app.app.zone.clone());
    let aggregate = match app.app.db {
        Db::Sqlite { .. } => "group_concat(particulars, char(10))",
        Db::Postgres(_) => "string_agg(particulars, chr(10))",
    };
    let all: String = app.value(&format!("SELECT {aggregate} FROM history")).await;
    for line in all.lines() {
        let facts: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            facts.get("before").is_none() || facts.get("after").is_some(),
            "what was before is shown beside what is: {line}"
        );
        for name in facts.as_object().into_iter().flat_map(serde_json::Map::keys) {
            assert!(
                wording.knows_particular(name),
                "{line}: history.ftl needs `particular-{}`",
                name.replace('_', "-")
            );
        }
    }
}
