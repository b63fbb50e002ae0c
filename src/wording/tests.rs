//! Holds the catalogues against each other and against the code.

use super::{catalogue, *};
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

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // The tests have words of their own.
        if path.is_dir() && !path.ends_with("src/tests") {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("wording/tests.rs") {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_message_is_in_every_language_with_the_same_arguments() {
    assert_eq!(messages(catalogue::FRENCH), messages(catalogue::ENGLISH));
}

/// A key stands whole in the code, between quotes, or is put together from a prefix that ends in a dash and a
/// value's own name (`format!("problem-{…}")`).
#[test]
fn every_message_is_asked_for_and_every_key_asked_for_exists() {
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
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

    let asked = ["say(\"", "say_with(\"", "say_with(\n"].iter().flat_map(|call| {
        code.split(call).skip(1).filter_map(|rest| rest.trim_start().trim_start_matches('"').split('"').next())
    });
    let missing: BTreeSet<&str> = asked.filter(|key| !known.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no catalogue has {missing:?}");
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
