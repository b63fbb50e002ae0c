//! Holds the catalogues against each other and against the code.

use super::{catalogue, *};
use crate::domain::{
    access::{Area, BuiltIn, Level, Reach, RoleKind},
    address::AddressProblem,
    department::DepartmentRole,
    error::ErrorKind,
    export::{Format, What},
    history::{Action, Group},
    history_list,
    import::Encoding,
    invitation::Outcome,
    message::MessageKind,
    picture::PictureProblem,
    service::SAMPLES,
    support,
    verb::{Refusal, Verb},
};
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Keys with the names of their arguments.
fn messages(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("a catalogue doesn't parse: {errors:?}"));
        for entry in resource.entries() {
            match entry {
                Entry::Message(message) => {
                    let mut args = BTreeSet::new();
                    let value = message.value.as_ref().unwrap_or_else(|| panic!("{} is empty", message.id.name));
                    arguments(value, &mut args);
                    let before = found.insert(message.id.name.to_owned(), args);
                    assert!(before.is_none(), "{} stands twice", message.id.name);
                }
                Entry::Junk { content } => panic!("not a message: {content}"),
                _ => {}
            }
        }
    }
    found
}

fn arguments(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let (inline, variants) = match expression {
            Expression::Inline(inline) => (inline, None),
            Expression::Select { selector, variants } => (selector, Some(variants)),
        };
        if let InlineExpression::VariableReference { id } = inline {
            found.insert(id.name.to_owned());
        }
        for variant in variants.into_iter().flatten() {
            arguments(&variant.value, found);
        }
    }
}

/// The code under a folder, without tests: they have words of their own.
fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("src/tests") {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("wording/tests.rs") {
            let text = fs::read_to_string(path).unwrap();
            found.push(text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned());
        }
    }
}

fn code(folder: &str) -> String {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder), &mut found);
    found.join("\n")
}

/// Keys that the code puts together from a beginning and a value's own name: one line a family. Where the values are
/// an enumeration's, by its ALL, so that a new value asks for its message by itself.
fn families() -> Vec<String> {
    let outcomes = || Outcome::ALL.iter().map(|outcome| outcome.as_str());
    let mut keys: Vec<String> = AddressProblem::ALL.iter().map(|problem| problem.key().to_owned()).collect();
    let mut family = |prefix: &str, names: &mut dyn Iterator<Item = &'static str>, suffix: &str| {
        keys.extend(names.map(|name| format!("{prefix}{name}{suffix}")));
    };
    family("outcome-", &mut outcomes().chain(["malformed"]), "");
    family("count-", &mut outcomes().chain(["malformed"]), "");
    family("note-", &mut outcomes().filter(|name| *name != Outcome::New.as_str()), "");
    family("problem-outcome-", &mut outcomes().filter(|name| *name != Outcome::New.as_str()), "");
    family("role-text-", &mut BuiltIn::ALL.iter().map(|kind| RoleKind::BuiltIn(*kind).as_str()), "");
    family("department-role-", &mut DepartmentRole::ALL.iter().map(|role| role.as_str()), "");
    family("department-role-text-", &mut DepartmentRole::ALL.iter().map(|role| role.as_str()), "");
    family("error-", &mut ErrorKind::ALL.iter().map(|kind| kind.as_str()), "-title");
    family("error-", &mut ErrorKind::ALL.iter().map(|kind| kind.as_str()), "-text");
    family("verb-", &mut Verb::ALL.iter().map(|verb| verb.as_str()), "");
    // The others have pages of their own.
    let asked = |verb: &&Verb| verb.is_for_one() && **verb != Verb::Edit;
    family("ask-", &mut Verb::ALL.iter().filter(asked).map(|verb| verb.as_str()), "");
    for end in ["", "-text"] {
        family("departments-fate-", &mut ["into", "out"].into_iter(), end);
    }
    for sample in SAMPLES {
        family("", &mut std::iter::once(sample.name).chain(sample.areas.iter().copied()), "");
    }
    family("refusal-", &mut Refusal::ALL.iter().map(|refusal| refusal.as_str()), "");
    // What a reset's link is worth.
    family("reset-", &mut ["expired", "replaced", "used", "withdrawn", "no-access"].into_iter(), "-title");
    family("reset-", &mut ["expired", "replaced", "used", "withdrawn"].into_iter(), "-text");
    family("bulk-left-", &mut Refusal::ALL.iter().map(|refusal| refusal.as_str()), "");
    family("bulk-reason-", &mut Refusal::ALL.iter().map(|refusal| refusal.as_str()), "");
    for prefix in ["bulk-ask-", "bulk-text-", "bulk-verb-", "job-title-", "particular-verb-"] {
        family(prefix, &mut VERBS_FOR_MANY.iter().map(|verb| verb.as_str()), "");
    }
    for prefix in ["action-", "did-", "did-not-"] {
        family(prefix, &mut Action::ALL.iter().map(|action| action.as_str()), "");
    }
    family("group-", &mut Group::ALL.iter().map(|group| group.as_str()), "");
    family("history-part-", &mut history_list::Part::ALL.iter().map(|part| part.as_str()), "");
    family("history-outcome-", &mut history_list::Outcome::ALL.iter().map(|outcome| outcome.as_str()), "");
    particulars(&mut family);
    // By the names of the fields that can be empty, wait for a choice, have changed, or don't say what they should.
    family("empty-", &mut ["first-name", "last-name", "account-name", "name", "code", "ends-on"].into_iter(), "");
    let chosen = [
        "language",
        "level",
        "levels",
        "reach",
        "role",
        "confirm",
        "department",
        "department-role",
        "departments",
        "fate",
        "into",
        "services",
        "users",
        "verb",
    ];
    let chosen = chosen.into_iter().chain(["column-0", "encoding", "format", "send", "separator", "service", "what"]);
    let mut chosen = chosen;
    family("choose-", &mut chosen, "");
    family("changed-", &mut ["form", "accepted", "count", "column-0", "what"].into_iter(), "");
    family("bulk-", &mut ["department", "department-role", "role", "service"].into_iter(), "");
    family("field-", &mut ["ends-on"].into_iter(), "");
    family("area-", &mut Area::OWN.iter().filter_map(|area| area.name()), "");
    for prefix in ["level-", "level-means-"] {
        family(prefix, &mut Level::ALL.iter().map(|level| level.as_str()), "");
    }
    family("request-is-", &mut ["denied", "given", "open", "withdrawn"].into_iter(), "");
    family("request-", &mut ["denied", "given", "withdrawn"].into_iter(), "");
    family("role-reach-", &mut Reach::ALL.iter().map(|reach| reach.as_str()), "");
    let presets = ["everything", "nothing", "prepares", "reads"];
    family("roles-preset-", &mut presets.into_iter(), "");
    family("reach-", &mut Reach::ALL.iter().map(|reach| reach.as_str()), "");
    // What was done is said of all but those whose page is gone or another one.
    let said = |verb: &&Verb| verb.is_for_one() && **verb != Verb::ShowLink;
    family("done-", &mut Verb::ALL.iter().filter(said).map(|verb| verb.as_str()), "");
    family("done-", &mut ["access-end", "end-session"].into_iter(), "");
    family("me-done-", &mut ["password", "profile", "request", "session", "sessions", "withdrawn"].into_iter(), "");
    family("mail-kind-", &mut MessageKind::ALL.iter().map(|kind| kind.as_str()), "");
    let states = ["kept", "queued", "refused", "retried", "sending", "sent", "withdrawn"];
    family("mail-state-", &mut states.into_iter(), "");
    files(&mut family);
    figures(&mut family);
    family("mismatch-", &mut ["address"].into_iter(), "");
    let numbers = ["invitation-days", "password-length", "reset-hours", "seats", "session-days", "session-idle-hours"];
    family("number-", &mut { numbers }.into_iter(), "");
    let stages = ["connect", "content", "greeting", "recipient", "sender", "sign-in", "tls"];
    family("settings-trial-advice-", &mut { stages }.into_iter(), "");
    family("support-level-", &mut support::LEVELS.iter().map(|level| level.as_str()), "");
    keys
}

/// Those of the history's facts.
fn particulars(family: &mut dyn FnMut(&str, &mut dyn Iterator<Item = &'static str>, &str)) {
    // By the names in the history's JSON, and the values of one of them.
    let particulars = [
        "count",
        "days",
        "department",
        "filtered",
        "format",
        "into",
        "name",
        "role",
        "seats",
        "service",
        "verb",
        "version",
    ];
    family(
        "particular-",
        &mut particulars.into_iter().chain([
            "area",
            "level",
            "department-role",
            "invited",
            "policy",
            "services",
            "sessions",
            "step",
            "until",
            "what",
        ]),
        "",
    );
    family("particular-department-role-", &mut DepartmentRole::ALL.iter().map(|role| role.as_str()), "");
    family("particular-area-", &mut Area::OWN.iter().filter_map(|area| area.name()), "");
    family("particular-level-", &mut Level::ALL.iter().map(|level| level.as_str()), "");
}

/// Those of the figures.
fn figures(family: &mut dyn FnMut(&str, &mut dyn Iterator<Item = &'static str>, &str)) {
    let groups = ["day", "hour", "longer", "three-days", "week"];
    for prefix in ["analytics-short-", "analytics-within-"] {
        family(prefix, &mut groups.into_iter(), "");
    }
    family("analytics-exact-", &mut ["erased", "opened", "present", "weeks"].into_iter(), "");
}

/// Those of files that are imported and exported, and of all that Parvis holds about somebody.
fn files(family: &mut dyn FnMut(&str, &mut dyn Iterator<Item = &'static str>, &str)) {
    let columns = ["department", "department-role", "email", "first-name", "ignore", "language", "last-name"];
    let columns = columns.into_iter().chain(["notification-email", "phone", "role"]);
    family("column-", &mut { columns }, "");
    family("count-", &mut ["daily-limit", "duplicate"].into_iter(), "");
    family("file-problem-", &mut ["missing", "no-line", "not-text"].into_iter(), "");
    family("particular-", &mut ["picture"].into_iter(), "");
    family("picture-problem-", &mut PictureProblem::ALL.iter().map(|problem| problem.as_str()), "");
    for prefix in ["import-count-", "import-run-"] {
        family(prefix, &mut ["create", "invite"].into_iter(), "");
    }
    for prefix in ["exports-what-", "exports-text-", "exports-job-", "exports-file-", "particular-what-"] {
        family(prefix, &mut What::ALL.iter().map(|what| what.as_str()), "");
    }
    for prefix in ["exports-format-", "exports-for-", "particular-format-"] {
        family(prefix, &mut Format::ALL.iter().map(|format| format.as_str()), "");
    }
    family("particular-step-", &mut ["begun", "taken"].into_iter(), "");
    for prefix in ["import-send-", "import-send-text-"] {
        family(prefix, &mut ["yes", "no"].into_iter(), "");
    }
    family("line-", &mut Outcome::ALL.iter().map(|outcome| outcome.as_str()), "");
    family("encoding-", &mut Encoding::ALL.iter().map(|encoding| encoding.as_str()), "");
    family("separator-", &mut ["comma", "semicolon", "tab"].into_iter(), "");
    let tables = [
        "acceptances",
        "access-requests",
        "address-changes",
        "exceptions",
        "invitations",
        "messages",
        "resets",
        "sessions",
        "users",
    ];
    family("held-", &mut tables.into_iter(), "");
    let endings = ["accepted", "replaced", "revoked", "undone", "used", "withdrawn"];
    family("held-ending-", &mut endings.into_iter(), "");
    let fields = "accepted-at access-ends-at activated-at address agent answer answered-at area attempts confirmed-at created-at deleted-at \
                  digest email ended-at ending ends-at expires-at first-name invited-at kind language last-name level message new-email opened-at \
                  notification-email old-email phone reason seen-at sent-at set-at signed-in-at state version";
    family("held-field-", &mut fields.split_whitespace(), "");
}

/// What can be done with many users at once.
const VERBS_FOR_MANY: [Verb; 10] = [
    Verb::Resend,
    Verb::Activate,
    Verb::ResetPassword,
    Verb::ChangeRole,
    Verb::AddToDepartment,
    Verb::AssignService,
    Verb::UnassignService,
    Verb::Revoke,
    Verb::Deactivate,
    Verb::Delete,
];

/// Texts of the code that look like a message's key and aren't.
const NO_KEYS: &[&str] = &[
    // A row of the table of rights.
    "services-all",
    // What throttles count.
    "sign-in",
    "sign-up",
    "reset-code",
    // What links are derived for.
    "address-by",
    "address-undo",
    // What a page was told that was done.
    "access-end",
    // The beginning of a family.
    "department-role",
];

/// What the code asks for: keys in `say("…")` and `say_with("…")`; what else stands between quotes, looks like a key
/// and begins as known keys do, though not in `domain`, whose names are other things'; and the families.
fn asked_for(known: &BTreeSet<&str>) -> BTreeSet<String> {
    let all = code("");
    let said = ["say(\"", "say_with(\"", "say_with(\n"].iter().flat_map(|call| {
        all.split(call).skip(1).filter_map(|rest| rest.trim_start().trim_start_matches('"').split('"').next())
    });
    let beginnings: BTreeSet<&str> = known.iter().filter_map(|key| key.split('-').next()).collect();
    let words = |text: &str| text.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase()));
    let elsewhere = ["server", "ui", "wording"].map(code).join("\n");
    let pieces: Vec<&str> = elsewhere.split('"').collect();
    let quoted = pieces.windows(2).filter_map(|pair| match pair {
        // An attribute's value: a class, an id.
        [before, _] if before.ends_with('=') => None,
        [_, text] => Some(*text),
        _ => None,
    });
    let passed = quoted.filter(|text| {
        // An element's id, named after its field.
        let id = text.ends_with("-error") || text.ends_with("-hint") && !known.contains(text);
        let begins = text.split_once('-').is_some_and(|(first, _)| beginnings.contains(first));
        begins && words(text) && !id && !NO_KEYS.contains(text)
    });
    said.chain(passed).map(str::to_owned).chain(families()).collect()
}

#[test]
fn every_message_is_in_every_language_with_the_same_arguments() {
    assert_eq!(messages(catalogue::FRENCH), messages(catalogue::ENGLISH));
}

/// A key stands whole in the code, between quotes, or is put together from a prefix that ends in a dash and a
/// value's own name (`format!("problem-{…}")`).
#[test]
fn every_message_is_asked_for() {
    let code = code("");
    let known = messages(catalogue::ENGLISH);
    let prefixes: BTreeSet<&str> = code
        .split('"')
        .filter_map(|text| text.split_once('{').map(|(prefix, _)| prefix))
        .filter(|prefix| prefix.ends_with('-') && prefix.len() > 1)
        .collect();
    let unused: Vec<&String> = known
        .keys()
        .filter(|key| !code.contains(&format!("\"{key}\"")) && !prefixes.iter().any(|p| key.starts_with(p)))
        .collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

#[test]
fn every_key_asked_for_exists() {
    let messages = messages(catalogue::ENGLISH);
    let known: BTreeSet<&str> = messages.keys().map(String::as_str).collect();
    let missing: Vec<String> = asked_for(&known).into_iter().filter(|key| !known.contains(key.as_str())).collect();
    assert!(
        missing.is_empty(),
        "no catalogue has {missing:?}: write them, or if one is no message's key, name it in NO_KEYS of {}",
        file!()
    );
}

#[test]
fn no_message_could_go_unnoticed() {
    let messages = messages(catalogue::ENGLISH);
    let known: BTreeSet<&str> = messages.keys().map(String::as_str).collect();
    let asked = asked_for(&known);
    let unnoticed: Vec<&&str> = known.iter().filter(|key| !asked.contains(**key)).collect();
    assert!(
        unnoticed.is_empty(),
        "no test would miss {unnoticed:?}: if the code puts such keys together (format!), add a line for them to \
         `families` of {}",
        file!()
    );
}

/// « Quatre ! » needs its narrow space, whoever types the catalogue.
#[test]
fn french_signs_have_their_narrow_spaces() {
    for file in catalogue::FRENCH {
        for line in file.lines().filter(|line| !line.trim_start().starts_with('#')) {
            for sign in [" ?", " !", " ;", " :", "« ", " »"] {
                assert!(!line.contains(sign), "a plain space by a sign: {line}");
            }
        }
    }
}

#[test]
fn plurals_follow_the_language() {
    let french = Wording::new(Language::Fr, TimeZone::UTC);
    let english = Wording::new(Language::En, TimeZone::UTC);
    let seats = |wording: &Wording, n: u64| wording.say_with("invite-seats-left", &[("count", n.into())]);
    assert_ne!(seats(&french, 0), seats(&french, 2));
    assert!(seats(&french, 1).contains('1') && !seats(&french, 1).contains("places"));
    assert!(seats(&english, 1).contains("1 seat") && !seats(&english, 1).contains("seats"));
    assert!(seats(&english, 1_234).contains("1,234 seats"));
}

#[test]
fn the_other_languages_speak_english_until_theirs_are_written() {
    let german = Wording::new(Language::De, TimeZone::UTC);
    assert_eq!(german.spoken(), Language::En);
    assert_eq!(german.say("sign-in-title"), Wording::new(Language::En, TimeZone::UTC).say("sign-in-title"));
}
