use std::collections::HashSet;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;

use super::domain_name::is_domain_character;
use super::{AddressProblem as P, EmailAddress, clean};

pub fn parsed(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap_or_else(|problem| panic!("{text:?}: {problem}"))
}

fn key(text: &str) -> String {
    parsed(text).key().to_owned()
}

// [S4.8]
#[test]
fn s4_8_spellings_of_one_address_share_a_key() {
    for (one, other) in [
        ("anna@ex.fr", "Anna@EX.fr"),
        ("anna@ex.fr", "anna+journal@ex.fr"),
        ("anna@ex.fr", "ANNA+a+b@ex.FR"),
        ("anna@ex.fr", "anna.+b@ex.fr"),
        ("anna@ex.fr", " anna@ex.fr\u{a0}"),
        ("anna@ex.fr", "an\u{200b}na@e\u{2060}x.fr\u{feff}"),
        ("anna@ex.fr", "ａｎｎａ＠ｅｘ．ｆｒ"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
        ("anna@bücher.example", "anna@BÜCHER.Example"),
        ("anna@bücher.example", "anna@XN--BCHER-KVA.example"),
        ("anna@bücher.example", "anna@bu\u{308}cher.example"),
        ("anna@việt.example", "anna@vie\u{323}\u{302}t.example"),
        ("anna@пример.рф", "anna@ПРИМЕР.РФ"),
        ("anna@例え。jp", "anna@例え.jp"),
        ("anna@がく.jp", "anna@か\u{3099}く.jp"),
    ] {
        assert_eq!(key(one), key(other), "{one} {other}");
        assert_eq!(EmailAddress::parse(one), EmailAddress::parse(other));
    }
}

// [S4.8]
#[test]
fn s4_8_different_mailboxes_have_different_keys() {
    let texts = [
        "anna@ex.fr",
        "an.na@ex.fr",
        "anna@ex.de",
        "anna-b@ex.fr",
        "+a@ex.fr",
        "+b@ex.fr",
        "a@straße.de",
        "a@strasse.de",
    ];
    let keys: HashSet<String> = texts.iter().map(|text| key(text)).collect();
    assert_eq!(keys.len(), texts.len());
}

#[test]
fn an_address_has_a_form_to_show_and_one_to_send() {
    let address = parsed(" Anna+X@Bücher.EXAMPLE ");
    assert_eq!(address.as_str(), "Anna+X@bücher.example");
    assert_eq!(address.to_string(), "Anna+X@bücher.example");
    assert_eq!(address.key(), "anna@xn--bcher-kva.example");
    assert_eq!(address.local_part(), "Anna+X");
    assert_eq!(address.domain(), "bücher.example");
    assert_eq!(address.to_ascii(), "Anna+X@xn--bcher-kva.example");
    assert_eq!(format!("{address:?}"), "EmailAddress(…@bücher.example)");
}

#[test]
fn what_is_not_an_address_is_refused_with_its_reason() {
    let long = |n: usize| "a".repeat(n);
    for (text, problem) in [
        ("", P::Empty),
        (" \u{200b}\u{a0}", P::Empty),
        ("anna.martin", P::NoAt),
        ("a@b@c.fr", P::SeveralAt),
        ("a@b.fr, c@d.fr", P::SeveralAt),
        ("a@b.fr c@d.fr", P::SeveralAt),
        ("@ex.fr", P::NoLocalPart),
        ("anna@", P::NoDomain),
        ("anna@localhost", P::DomainWithoutDot),
        ("a@b.fr\r\nBcc: c", P::BadCharacter('\r')),
        ("a@b.fr\n", P::BadCharacter('\n')),
        ("a@b.fr\u{2028}", P::BadCharacter('\n')),
        ("a\0@b.fr", P::BadCharacter('\0')),
        ("a@b.fr\u{85}", P::BadCharacter('\n')),
        ("an na@ex.fr", P::BadCharacter(' ')),
        ("\"anna\"@ex.fr", P::BadCharacter('"')),
        ("a,b@ex.fr", P::BadCharacter(',')),
        ("<a@ex.fr>", P::BadCharacter('<')),
        ("a@ex_a.fr", P::BadCharacter('_')),
        ("a@[1.2.3.4]", P::BadCharacter('[')),
        ("a@ex.fr>", P::BadCharacter('>')),
        ("a@i❤.ws", P::BadCharacter('❤')),
        ("anné@ex.fr", P::LocalPartNotAscii),
        ("анна@ex.fr", P::LocalPartNotAscii),
        (".anna@ex.fr", P::MisplacedDot),
        ("anna.@ex.fr", P::MisplacedDot),
        ("an..na@ex.fr", P::MisplacedDot),
        ("a@ex..fr", P::BadDomain),
        ("a@.ex.fr", P::BadDomain),
        ("a@ex.fr.", P::BadDomain),
        ("a@-ex.fr", P::BadDomain),
        ("a@ex-.fr", P::BadDomain),
        ("a@1.2.3.4", P::BadDomain),
        ("a@xn--.fr", P::BadDomain),
        ("a@xn--a.fr", P::BadDomain),
        ("a@xn--aé.fr", P::BadDomain),
        ("a@xn--ab-irw.fr", P::BadDomain),
        ("a@xn--bcher-2pa.fr", P::BadDomain),
    ] {
        assert_eq!(EmailAddress::parse(text).err(), Some(problem), "{text:?}");
    }
    for text in [
        format!("{}@ex.fr", long(65)),
        format!("a@{}.fr", long(64)),
        format!("a@{}.fr", "é".repeat(60)),
        format!("a@{}.fr", "é".repeat(500_000)),
        format!("a@xn--{}.fr", long(500_000)),
        format!("a@{}fr", format!("{}.", long(60)).repeat(5)),
    ] {
        assert_eq!(EmailAddress::parse(&text).err(), Some(P::TooLong));
    }
}

#[test]
fn limits_are_included() {
    let local = "a".repeat(64);
    let domain = format!("{0}.{0}.{1}.fr", "b".repeat(63), "c".repeat(58));
    let address = format!("{local}@{domain}");
    assert_eq!(address.len(), 254);
    assert_eq!(parsed(&address).as_str(), address);
    assert_eq!(EmailAddress::parse(&format!("{local}@d{domain}")).err(), Some(P::TooLong));
}

#[test]
fn every_sign_of_a_dot_atom_is_taken() {
    let text = "!#$%&'*+-/=?^_`{|}~.a@ex.fr";
    assert_eq!(parsed(text).as_str(), text);
}

#[test]
fn wire_text_is_parsed() {
    let read = |text: &'static str| EmailAddress::deserialize(IntoDeserializer::<ValueError>::into_deserializer(text));
    assert_eq!(read("Anna@EX.fr").map(String::from), Ok("Anna@ex.fr".to_owned()));
    assert!(read("a@b.fr, c@d.fr").is_err());
    assert!(read("a@b.fr\r\nBcc: c").is_err());
}

#[test]
fn problems_have_their_own_wording() {
    let all = [
        P::Empty,
        P::NoAt,
        P::SeveralAt,
        P::NoLocalPart,
        P::NoDomain,
        P::DomainWithoutDot,
        P::BadCharacter('x'),
        P::TooLong,
        P::LocalPartNotAscii,
        P::MisplacedDot,
        P::BadDomain,
    ];
    let keys: HashSet<&str> = all.iter().map(|problem| problem.key()).collect();
    assert_eq!(keys.len(), all.len());
    assert_eq!(P::BadCharacter('\n').character(), None);
    assert_eq!(P::BadCharacter('>').character(), Some('>'));
}

// Unlike the tables, this knows no rules on the mix of directions: it may take a name that they refuse, never read one
// differently.
#[test]
fn every_letter_taken_is_read_as_the_full_tables_read_it() {
    let mut taken = 0;
    for c in ('\u{80}'..=char::MAX).filter(|c| !clean::is_invisible(*c)) {
        if EmailAddress::parse(&format!("x@a{c}b.fr")).is_err() {
            continue;
        }
        let mut known = false;
        for label in [format!("a{c}b"), format!("{c}{c}"), format!("א{c}א"), format!("क{c}क")] {
            let read = EmailAddress::parse(&format!("x@{label}.fr"));
            if let (Ok(address), Ok(full)) = (read, idna::domain_to_ascii_strict(&format!("{label}.fr"))) {
                assert_eq!(address.to_ascii(), format!("x@{full}"), "U+{:x}", u32::from(c));
                known = true;
                break;
            }
        }
        assert!(known, "U+{:x} is nowhere in the tables", u32::from(c));
        taken += 1;
    }
    assert!(taken > 100_000, "{taken}");
}

proptest! {
    #[test]
    fn parsing_never_panics(text in any::<String>()) {
        let _ = EmailAddress::parse(&text);
    }

    #[test]
    fn near_addresses_never_panic(text in "[a-zA-Zé.@+\u{301}xn ß-]{0,20}@(xn--)?[a-zàéßΣİ0-9.\u{300}-]{0,30}") {
        if let Ok(address) = EmailAddress::parse(&text) {
            let shown = parsed(address.as_str());
            prop_assert_eq!(shown.as_str(), address.as_str());
            prop_assert_eq!(shown.key(), address.key());
        }
    }

    #[test]
    fn what_is_printed_parses_to_the_same(text in address()) {
        let address = parsed(&text);
        let again = parsed(address.as_str());
        prop_assert_eq!(again.as_str(), address.as_str());
        prop_assert_eq!(again.key(), address.key());
        let sent = parsed(&address.to_ascii());
        prop_assert_eq!(sent.key(), address.key());
    }

    // [S4.8]
    #[test]
    fn s4_8_a_key_is_its_own_key_in_any_case(text in address()) {
        let address = parsed(&text);
        prop_assert_eq!(&key(address.key()), address.key());
        prop_assert_eq!(&key(&text.to_uppercase()), address.key());
        prop_assert_eq!(&key(&text.to_lowercase()), address.key());
    }

    #[test]
    fn international_names_are_read_as_the_full_tables_read_them(label in "[a-zàâäçéèêëîïôöùûüÿñœæøåšžłαβγσабвгдеёжйїаעבあがカ中a\u{300}\u{301}\u{308}\u{30a}\u{323}]{1,12}") {
        if let (Ok(address), Ok(full)) = (EmailAddress::parse(&format!("x@{label}.fr")), idna::domain_to_ascii_strict(&format!("{label}.fr"))) {
            prop_assert_eq!(address.to_ascii(), format!("x@{full}"));
        }
    }

    #[test]
    fn nothing_unseen_is_inside(text in "[a\u{200b}\u{202e}\u{feff}\u{0}\u{7}\n\u{a0}@.b\u{ad}é]{1,20}|\\PC{1,8}@\\PC{1,8}\\.\\PC{2}") {
        if let Ok(address) = EmailAddress::parse(&text) {
            for c in address.as_str().chars() {
                prop_assert!(!c.is_control() && !c.is_whitespace() && !clean::is_invisible(c));
                prop_assert!(c.is_ascii() || is_domain_character(c));
            }
            prop_assert!(address.key().is_ascii());
        }
    }
}

/// A valid address, in any case, with or without tags and international parts.
pub fn address() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9_%'!-]{1,8}(\\.[a-zA-Z0-9]{1,8}){0,2}(\\+[a-z0-9]{0,5})?@([a-zA-Z0-9]{1,8}\\.|[a-zéüñ]{1,6}\\.|пример\\.){1,2}(fr|com|рф|Museum)"
}
