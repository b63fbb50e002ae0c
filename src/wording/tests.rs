//! Holds the catalogues against each other and against the code.

mod families;

use super::{catalogue, *};
use families::families;
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
        } else if path.extension().is_some_and(|e| e == "rs")
            && !path.ends_with("wording/tests.rs")
            && !path.ends_with("wording/tests/families.rs")
        {
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
    let texts: BTreeSet<&str> = code.split('"').collect();
    let prefixes: BTreeSet<&str> = texts
        .iter()
        .filter_map(|text| text.split_once('{').map(|(prefix, _)| prefix))
        .filter(|prefix| prefix.ends_with('-') && prefix.len() > 1)
        .collect();
    let unused: Vec<&String> = known
        .keys()
        .filter(|key| !texts.contains(key.as_str()) && !prefixes.iter().any(|p| key.starts_with(p)))
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
