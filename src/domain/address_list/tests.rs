use std::time::Instant;

use proptest::prelude::*;

use super::{AddressList, Entry, MAX_FRAGMENT, MAX_NAME, begun, parse};
use crate::domain::address::tests::{address, parsed as parsed_address};
use crate::domain::address::{AddressProblem as P, EmailAddress, clean};

/// One line an entry: `address`, `address = name`, `! text`.
fn shown(list: &AddressList) -> Vec<String> {
    let entry = |entry: &Entry| match entry {
        Entry::Address { address, name: None } => address.to_string(),
        Entry::Address { address, name: Some(name) } => format!("{address} = {name}"),
        Entry::Problem { text, .. } => format!("! {text}"),
    };
    list.entries.iter().map(entry).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(shown(&parse(text)), *expected, "{text:?}");
    }
}

// [S1.7]
#[test]
fn what_is_being_typed_is_cut_where_its_last_entry_begins() {
    for (whole, rest) in [
        ("", ""),
        ("", "anna@ex"),
        ("anna@ex.fr,", " ines@ex"),
        ("anna@ex.fr;", ""),
        ("anna@ex.fr\n", "Inès"),
        ("", "\"Lambert, Noé\" <noe@ex.fr>"),
        ("", "Lambert, Noé <noe@ex.fr>"),
        ("anna@ex.fr, ines@ex.fr,", " Lambert, Noé <n"),
        ("\"a@b, c\" <anna@ex.fr>,", " \"Lambert, N"),
        ("\"left open, anna@ex.fr\n", "ines"),
    ] {
        assert_eq!(begun(&format!("{whole}{rest}")), (whole, rest));
    }
}

// [S1.6] [S1.7]
#[test]
fn s1_6_any_separator_splits() {
    let both: &[&str] = &["a@ex.fr", "b@ex.fr"];
    check(&[
        ("", &[]),
        (" ,;\n\t; ,,", &[]),
        ("a@ex.fr,b@ex.fr", both),
        ("a@ex.fr; b@ex.fr;", both),
        ("a@ex.fr b@ex.fr", both),
        ("a@ex.fr\tb@ex.fr", both),
        ("a@ex.fr\nb@ex.fr\n", both),
        ("a@ex.fr\r\nb@ex.fr", both),
        ("a@ex.fr\rb@ex.fr", both),
        ("a@ex.fr\u{2028}b@ex.fr", both),
        (" ; a@ex.fr , ;\n\n b@ex.fr , ", both),
        ("a@ex.fr，b@ex.fr", both),
        ("a@ex.fr et b@ex.fr", both),
        ("- a@ex.fr\n- b@ex.fr", both),
        ("1. a@ex.fr\n2. b@ex.fr", both),
        ("• a@ex.fr\n•b@ex.fr", both),
        ("To: a@ex.fr; b@ex.fr", both),
        ("Équipe: a@ex.fr, b@ex.fr;", both),
        ("a@ex.fr, b@ex.fr; a@EX.fr", both),
    ]);
}

// [S1.6]
#[test]
fn s1_6_names_are_told_from_addresses() {
    let anna: &[&str] = &["anna@ex.fr = Anna Martin"];
    check(&[
        ("Anna Martin <anna@ex.fr>", anna),
        ("Anna Martin<anna@ex.fr>,", anna),
        ("\"Anna Martin\" <anna@ex.fr>", anna),
        ("'Anna Martin' <anna@ex.fr>", anna),
        ("“Anna Martin” <anna@ex.fr>", anna),
        ("« Anna Martin » <anna@ex.fr>", anna),
        ("\"Martin, Anna\" <anna@ex.fr>", anna),
        ("Martin, Anna <anna@ex.fr>", anna),
        ("Anna\u{a0}Martin\u{202f}<anna@ex.fr>", anna),
        ("Anna Martin < anna@ex.fr >", anna),
        ("Anna Martin <mailto:anna@ex.fr>", anna),
        ("Anna Martin anna@ex.fr", anna),
        ("Anna Martin - anna@ex.fr", anna),
        ("Anna Martin (anna@ex.fr)", anna),
        ("Anna Martin [anna@ex.fr]", anna),
        ("anna@ex.fr (Anna Martin)", anna),
        ("To: Anna Martin <anna@ex.fr>", anna),
        ("Anna Martin <anna@ex.fr", anna),
        ("\"Anna \\\"Nana\\\" Martin\" <anna@ex.fr>", &["anna@ex.fr = Anna Nana Martin"]),
        ("\"Anna @ Ville\" <anna@ex.fr>", &["anna@ex.fr = Anna @ Ville"]),
        ("de Gaulle, Charles <c@ex.fr>", &["c@ex.fr = Charles de Gaulle"]),
        ("Martin, <anna@ex.fr>", &["anna@ex.fr = Martin"]),
        ("anna martin <anna@ex.fr>", &["anna@ex.fr = anna martin"]),
        ("anna.martin <anna@ex.fr>", &["anna@ex.fr = anna.martin"]),
        ("merci d'inviter anna@ex.fr", &["anna@ex.fr"]),
        ("李雷 <li@ex.cn>", &["li@ex.cn = 李雷"]),
        ("=?UTF-8?Q?Ann=C3=A9?= <anna@ex.fr>", &["anna@ex.fr"]),
        ("Martin, Anna <a@ex.fr>, Durand, Bob <b@ex.fr>", &["a@ex.fr = Anna Martin", "b@ex.fr = Bob Durand"]),
        ("Martin, Anna <a@ex.fr>; Durand, Bob <b@ex.fr>", &["a@ex.fr = Anna Martin", "b@ex.fr = Bob Durand"]),
        ("Anna <a@ex.fr> Bob <b@ex.fr>", &["a@ex.fr = Anna", "b@ex.fr = Bob"]),
        ("\"Martin, A\" <a@ex.fr>, b@ex.fr, \"C\" <c@ex.fr>", &["a@ex.fr = A Martin", "b@ex.fr", "c@ex.fr = C"]),
        ("Anna <a@ex.fr>, a@ex.fr", &["a@ex.fr = Anna"]),
        ("a@ex.fr, Anna <a@ex.fr>", &["a@ex.fr = Anna"]),
    ]);
}

// [S1.6]
#[test]
fn s1_6_what_clings_to_an_address_is_dropped() {
    for text in [
        "<anna@ex.fr>",
        "<<anna@ex.fr>>",
        "anna@ex.fr.",
        "anna@ex.fr...",
        "anna@ex.fr,",
        "(anna@ex.fr)",
        "\"anna@ex.fr\"",
        "'anna@ex.fr'",
        "«anna@ex.fr»",
        "`anna@ex.fr`",
        "*anna@ex.fr*",
        "__anna@ex.fr__",
        "{anna@ex.fr}",
        "anna@ex.fr!",
        "\"anna@ex.fr",
        "anna@ex.fr\"",
        "\"\"anna@ex.fr\"\"",
        "mailto:anna@ex.fr",
        "MAILTO:anna@ex.fr",
        "<mailto:anna@ex.fr>",
        "mailto:anna@ex.fr?subject=Bonjour%20toi&body=x",
        "<mailto:anna@ex.fr?subject=a>",
        "mailto:anna%40ex.fr",
        "mailto:?to=anna@ex.fr",
        "E-mail: anna@ex.fr",
        "email:anna@ex.fr",
        "an\u{200b}na@ex.fr\u{feff}",
        "\u{202a}anna@ex.fr\u{202c}",
        "\u{a0}anna@ex.fr\u{202f}",
        "anna@ex.fr <anna@ex.fr>",
        "'anna@ex.fr' <anna@ex.fr>",
        "\"anna@ex.fr\" <anna@ex.fr>",
        "\t\tanna@ex.fr\t",
        "…anna@ex.fr…",
        "–anna@ex.fr",
        "<anna@ex.fr",
        "anna@ex.fr>",
    ] {
        let list = parse(text);
        assert_eq!((shown(&list), list.duplicates), (vec!["anna@ex.fr".to_owned()], 0), "{text:?}");
    }
    check(&[
        ("o'neil@ex.fr", &["o'neil@ex.fr"]),
        ("mailto:a%2Bb@ex.fr", &["a+b@ex.fr"]),
        ("[a@ex.fr](mailto:a@ex.fr)", &["a@ex.fr"]),
        (
            "mailto:a@ex.fr,b@ex.fr?cc=c@ex.fr&bcc=d%40ex.fr%2Ce@ex.fr",
            &["a@ex.fr", "b@ex.fr", "c@ex.fr", "d@ex.fr", "e@ex.fr"],
        ),
        ("\"a@ex.fr, b@ex.fr\"", &["a@ex.fr", "b@ex.fr"]),
        ("\"a@ex.fr; b@ex.fr\" <c@ex.fr>", &["a@ex.fr", "b@ex.fr", "c@ex.fr"]),
        ("\"a@ex.fr, b@ex.fr, \"C\" <c@ex.fr>", &["a@ex.fr", "b@ex.fr", "c@ex.fr = C"]),
        ("anna@bücher.example", &["anna@bücher.example"]),
    ]);
}

// [S1.6]
#[test]
fn s1_6_spreadsheets_and_csv_make_no_noise() {
    let anna: &[&str] = &["anna@ex.fr = Anna Martin"];
    let two: &[&str] = &["anna@ex.fr = Anna Martin", "bob@ex.fr = Bob Durand"];
    check(&[
        ("Anna\tMartin\tanna@ex.fr\tParis", anna),
        ("anna@ex.fr\tParis\t75011\t+33 6 12 34", &["anna@ex.fr"]),
        ("12\tAnna\tMartin\tanna@ex.fr", &["anna@ex.fr"]),
        ("Anna,Martin,anna@ex.fr,Paris", anna),
        ("Anna;Martin;anna@ex.fr;12, rue de la Paix", anna),
        ("\"Anna\",\"Martin\",\"anna@ex.fr\",\"Paris, France\"", anna),
        ("Anna\tMartin\tanna@ex.fr\tParis\nBob\tDurand\tbob@ex.fr\tlyon", two),
        ("Prénom\tNom\tCourriel\tVille\nAnna\tMartin\tanna@ex.fr\tParis\nBob\tDurand\tbob@ex.fr\tLyon", two),
        ("Email\tNom\tPrénom\nanna@ex.fr\tMartin\tAnna\nbob@ex.fr\tDurand\tBob", two),
        ("email,first name,last name\nanna@ex.fr,Anna,Martin\nbob@ex.fr,Bob,Durand", two),
        ("id;login;name;mail\n1;amartin;Anna Martin;anna@ex.fr\n2;bdurand;Bob Durand;bob@ex.fr", two),
        ("E-mail\nanna@ex.fr", &["anna@ex.fr"]),
        ("Adresse de courriel :\nanna@ex.fr", &["anna@ex.fr"]),
        ("a\tb\tc\nanna@ex.fr\tx\ty", &["anna@ex.fr"]),
        ("anna,paris,anna@ex.fr\nbob,lyon,bob@ex.fr", &["anna@ex.fr", "bob@ex.fr"]),
        ("Anna\tMartin\tanna@ex.fr\tanna@perso.fr\tParis", &["anna@ex.fr", "anna@perso.fr"]),
        ("Anna\tMartin, Anna <anna@ex.fr>\tParis", anna),
        ("\"anna@ex.fr\nbob@ex.fr\"\tParis", &["anna@ex.fr", "bob@ex.fr"]),
        // A row that has no address is said, once.
        ("Anna\tMartin\tanna@ex.fr\nBob\tDurand\t", &["anna@ex.fr = Anna Martin", "! Bob Durand"]),
        ("Anna,Martin,anna@ex.fr\nBob,Durand,bob@ex.fr\nCarl,Petit,", &[two[0], two[1], "! Carl,Petit"]),
    ]);
}

// [S1.6]
#[test]
fn s1_6_what_could_have_been_meant_as_an_address_is_a_problem() {
    check(&[
        ("anna.martin", &["! anna.martin"]),
        ("anna", &["! anna"]),
        ("Anna Martin", &["! Anna Martin"]),
        ("anna@", &["! anna@"]),
        ("@anna", &["! @anna"]),
        ("anna @ex.fr", &["! anna @ex.fr"]),
        ("anna @ ex.fr", &["! anna @ ex.fr"]),
        ("anna(at)ex.fr", &["! anna(at)ex.fr"]),
        ("anna.martin, bob@ex.fr", &["! anna.martin", "bob@ex.fr"]),
        ("anna, bob@ex.fr", &["! anna", "bob@ex.fr"]),
        ("a@ex.fr, Bob, c@ex.fr", &["a@ex.fr", "! Bob", "c@ex.fr"]),
        ("a@ex.fr; anna; c@ex.fr", &["a@ex.fr", "! anna", "c@ex.fr"]),
        ("n'importe quoi, noe@ex.fr", &["! n'importe quoi", "noe@ex.fr"]),
        ("noe@ex.fr, n'importe quoi", &["noe@ex.fr", "! n'importe quoi"]),
        ("noe@ex.fr; Bob", &["noe@ex.fr", "! Bob"]),
        ("Noé <noe@ex.fr>; n'importe quoi, noe@ex.fr", &["noe@ex.fr = Noé", "! n'importe quoi"]),
        ("n'importe quoi; Noé <noe@ex.fr>, c@ex.fr", &["! n'importe quoi", "noe@ex.fr = Noé", "c@ex.fr"]),
        ("a@ex.fr\tanna.martin\tc@ex.fr", &["a@ex.fr", "! anna.martin", "c@ex.fr"]),
        ("a@ex.fr anna.martin c@ex.fr", &["a@ex.fr", "! anna.martin", "c@ex.fr"]),
        ("a@ex.fr anna@ c@ex.fr", &["a@ex.fr", "! anna@", "c@ex.fr"]),
        ("a@ex.fr\nanna.martin\nc@ex.fr", &["a@ex.fr", "! anna.martin", "c@ex.fr"]),
        ("Anna Martin <anna@ex>", &["! Anna Martin <anna@ex>"]),
        ("Martin, Anna <anna@ex>", &["! Martin, Anna <anna@ex>"]),
        ("Anna <anna>", &["! Anna <anna>"]),
        ("a@ex.fr/b@ex.fr", &["! a@ex.fr/b@ex.fr"]),
        ("\"anna martin\"@ex.fr", &["! \"anna martin\"@ex.fr"]),
        ("a@[1.2.3.4]", &["! a@[1.2.3.4]"]),
        ("https://ex.fr/@anna", &["! https://ex.fr/@anna"]),
        ("mailto:anna", &["! mailto:anna"]),
        ("anna\0b@ex.fr", &["! annab@ex.fr"]),
    ]);
}

#[test]
fn a_problem_says_which() {
    let problem = |text: &str| parse(text).problems().next().map(|(_, problem)| problem);
    for (text, expected) in [
        ("anna.martin", P::NoAt),
        ("anna@", P::NoDomain),
        ("@anna", P::NoLocalPart),
        ("Anna <anna@ex>", P::DomainWithoutDot),
        ("anné@ex.fr", P::LocalPartNotAscii),
        ("a@b.fr@c.fr", P::SeveralAt),
        ("a b@ex_a.fr", P::BadCharacter('_')),
        ("a\0b@ex.fr", P::BadCharacter('\0')),
    ] {
        assert_eq!(problem(text), Some(expected), "{text}");
    }
}

// [S4.8]
#[test]
fn s4_8_equal_addresses_are_folded_and_counted() {
    let list = parse("Anna@ex.fr, anna+x@EX.FR; bob@ex.fr\nanna@ex.fr a@bücher.example <a@XN--BCHER-KVA.example>");
    assert_eq!(shown(&list), ["Anna@ex.fr", "bob@ex.fr", "a@bücher.example"]);
    assert_eq!(list.duplicates, 2);
    assert_eq!(list.addresses().count(), 3);
}

#[test]
fn texts_are_bounded_in_characters() {
    let list = parse(&format!("{} <a@ex.fr>\n{}@\n", "é".repeat(1000), "ü".repeat(1000)));
    let names: Vec<usize> = list.addresses().filter_map(|(_, name)| name).map(|name| name.chars().count()).collect();
    let texts: Vec<usize> = list.problems().map(|(text, _)| text.chars().count()).collect();
    assert_eq!((names, texts), (vec![MAX_NAME], vec![MAX_FRAGMENT]));
}

/// Hostile texts of a megabyte take tens of milliseconds in a release build; the bound here only tells linear from
/// quadratic.
#[test]
fn hostile_texts_take_linear_time() {
    let pieces = [
        "<",
        "\"",
        "\\\"",
        "\" \\\"",
        "@",
        ",",
        "a,",
        "<a",
        "<a>",
        "\"a\" ",
        "\"@\"",
        "a@,",
        "\t",
        "(",
        "é@",
        ":",
        "mailto:",
        "<@>,\"",
        "a@b.fr ",
        "\"a@b.fr\" ",
        "xn--",
        "%2C",
        "a@b.fr?cc=%2C&",
        "'",
        "*",
        "\n\"",
        ",\n",
        "a,<a@b.fr>,",
        "\u{301}",
        "-",
    ];
    let mut texts: Vec<String> = pieces.iter().map(|piece| piece.repeat(200_000 / piece.len())).collect();
    texts.push(format!("mailto:{}a@b.fr?cc={}", ":".repeat(100_000), "x%2C".repeat(20_000)));
    texts.push(format!("\"{}\" <a@b.fr>", "a@b.fr ".repeat(20_000)));
    texts.push(format!("a@{}", "é".repeat(100_000)));
    for text in texts {
        let start = Instant::now();
        let list = parse(&text);
        let spent = start.elapsed();
        assert!(list.entries.len() <= text.len());
        assert!(spent.as_secs() < 10, "{:?} took {spent:?}", text.chars().take(40).collect::<String>());
    }
}

/// How an address is written, and what follows it.
fn written() -> impl Strategy<Value = (String, usize, usize)> {
    (address(), 0..10_usize, 0..8_usize)
}

proptest! {
    #[test]
    fn parsing_never_panics(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn nothing_with_an_at_is_lost(text in "([a@.,; \t\n\"'<>()\\\\é\u{a0}\u{200b}:?x=&-]|a@b\\.fr|mailto:|Anna){0,40}") {
        let list = parse(&text);
        if text.contains('@') {
            prop_assert!(!list.entries.is_empty(), "{:?}", list);
        }
        for entry in &list.entries {
            let (text, name) = match entry {
                Entry::Address { address, name } => (address.as_str(), name.as_deref().unwrap_or("a")),
                Entry::Problem { text, .. } => (text.as_str(), "a"),
            };
            prop_assert!(!text.is_empty() && !name.is_empty());
            prop_assert!(!text.chars().chain(name.chars()).any(|c| c.is_control() || clean::is_invisible(c)));
        }
    }

    #[test]
    fn each_word_with_an_at_is_counted(words in prop::collection::vec("[a-z.]{0,4}@[a-z.@]{0,6}|[A-Z][a-z]{1,5}", 0..20), seps in prop::collection::vec(0..6_usize, 20)) {
        let mut text = String::new();
        for (word, sep) in words.iter().zip(&seps) {
            text.push_str(word);
            text.push_str([" ", ",", ";", "\n", "\t", " ; "][*sep]);
        }
        let list = parse(&text);
        let meant = words.iter().filter(|word| word.contains('@')).count();
        let with_at = list.problems().filter(|(text, _)| text.contains('@')).count();
        prop_assert_eq!(list.addresses().count() + list.duplicates + with_at, meant, "{:?} {:?}", text, list);
    }

    // [S1.6]
    #[test]
    fn s1_6_addresses_come_back_however_they_are_joined(parts in prop::collection::vec(written(), 0..30)) {
        let mut text = String::new();
        let mut expected: Vec<EmailAddress> = Vec::new();
        let mut duplicates = 0;
        for (address, wrapping, separator) in &parts {
            let parsed = parsed_address(address);
            if expected.contains(&parsed) { duplicates += 1 } else { expected.push(parsed) }
            let wrapped = match wrapping {
                0 => format!("<{address}>"),
                1 => format!("Anna Martin <{address}>"),
                2 => format!("\"Martin, Anna\" <{address}>"),
                3 => format!("Martin, Anna <{address}>"),
                4 => format!("({address})"),
                5 => format!("\"{address}\""),
                6 => format!("<mailto:{}>", address.replace('%', "%25")),
                7 => format!("\u{feff}{address}."),
                8 => format!("\u{a0}{address}\u{200b}"),
                _ => address.clone(),
            };
            text.push_str(&wrapped);
            text.push_str([",", ";", " ; ", "\n", "\r\n", ", ", "\n\n", ",\n"][*separator]);
        }
        let list = parse(&text);
        let found: Vec<&str> = list.addresses().map(|(address, _)| address.as_str()).collect();
        let expected: Vec<&str> = expected.iter().map(EmailAddress::as_str).collect();
        prop_assert_eq!(found, expected, "{:?}", text);
        prop_assert_eq!(list.problems().count(), 0, "{:?} {:?}", text, list);
        prop_assert_eq!(list.duplicates, duplicates);
    }

    #[test]
    fn what_is_found_is_found_again(text in "([a@., \n\"'<>é:x-]|a@b\\.fr|B[a-z]{2}@c\\.fr ){0,30}") {
        let list = parse(&text);
        let again = list.addresses().map(|(address, _)| address.to_string()).collect::<Vec<_>>().join(", ");
        prop_assert_eq!(parse(&again).entries.len(), list.addresses().count());
    }
}
