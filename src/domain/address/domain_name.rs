//! Domain names in one form, international ones too (RFC 5890, UTS #46).
//!
//! The full tables of UTS #46 weigh 47 KB (brotli) in the browser, punycode with the standard library's lower case 4.
//! So this takes only letters that the full tables would leave as they are, after lower case and the composition of
//! common accents, and refuses the rest: no address can be read differently here and there. A test compares every
//! character with the full tables.

use super::AddressProblem;
use super::clean::is_invisible;

/// Longest label, in bytes (RFC 1035, 2.3.4).
const MAX_LABEL: usize = 63;

/// A domain name with at least one dot, in lower case.
pub struct DomainName {
    /// As typed, Unicode or punycode.
    pub shown: String,
    /// Punycode: one form for all spellings.
    pub ascii: String,
}

impl DomainName {
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let mut name = Self { shown: String::with_capacity(text.len()), ascii: String::with_capacity(text.len()) };
        let mut labels = 0_usize;
        let mut last_is_number = false;
        for typed in text.split(['.', '\u{3002}', '\u{ff61}']) {
            let label = folded(typed);
            check_characters(&label)?;
            if label.is_empty() || label.starts_with('-') || label.ends_with('-') {
                return Err(AddressProblem::BadDomain);
            }
            let ascii = to_ascii(&label)?;
            if ascii.len() > MAX_LABEL {
                return Err(AddressProblem::TooLong);
            }
            if labels > 0 {
                name.shown.push('.');
                name.ascii.push('.');
            }
            name.shown.push_str(&label);
            name.ascii.push_str(&ascii);
            labels += 1;
            last_is_number = label.bytes().all(|b| b.is_ascii_digit());
        }
        if labels < 2 {
            return Err(AddressProblem::DomainWithoutDot);
        }
        // `1.2.3.4` is a host's number, not a name.
        if last_is_number {
            return Err(AddressProblem::BadDomain);
        }
        Ok(name)
    }
}

/// Whether a character can stand in a domain name, once folded.
pub fn is_domain_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '-' || c == '.';
    }
    (c.is_alphanumeric() || is_script_mark(c)) && !is_changed_by_mapping(c)
}

fn check_characters(label: &str) -> Result<(), AddressProblem> {
    match label.chars().find(|&c| !is_domain_character(c)) {
        Some(c) => Err(AddressProblem::BadCharacter(c)),
        None => Ok(()),
    }
}

fn to_ascii(label: &str) -> Result<String, AddressProblem> {
    let Some(encoded) = label.strip_prefix("xn--") else {
        if label.is_ascii() {
            return Ok(label.to_owned());
        }
        // Punycode takes time in the square of the length: a label that can't fit isn't encoded.
        if label.chars().count() > MAX_LABEL {
            return Err(AddressProblem::TooLong);
        }
        let encoded = idna::punycode::encode_str(label).ok_or(AddressProblem::BadDomain)?;
        return Ok(format!("xn--{encoded}"));
    };
    if encoded.len() > MAX_LABEL {
        return Err(AddressProblem::TooLong);
    }
    let decoded = idna::punycode::decode_to_string(encoded).ok_or(AddressProblem::BadDomain)?;
    // Another spelling of a name that has its own, such as punycode of capitals, would be a second key.
    // Signs such as `❤` are taken here alone, where they can't be mistaken.
    let fits = |c: char| {
        is_domain_character(c) || !(c.is_alphanumeric() || c.is_control() || c.is_whitespace() || is_invisible(c))
    };
    let canonical = !decoded.is_ascii()
        && decoded.chars().all(fits)
        && folded(&decoded) == decoded
        && idna::punycode::encode_str(&decoded).is_some_and(|again| again == encoded);
    if canonical { Ok(label.to_owned()) } else { Err(AddressProblem::BadDomain) }
}

/// Lower case, letter by letter as UTS #46 has it, and accents joined to their letters.
fn folded(label: &str) -> String {
    if label.is_ascii() {
        return label.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(label.len());
    for c in label.chars().flat_map(char::to_lowercase) {
        match folded.chars().next_back().and_then(|base| composed(base, c)) {
            Some(joined) => {
                folded.pop();
                folded.push(joined);
            }
            None => folded.push(c),
        }
    }
    folded
}

/// The letter that a base and a following mark make (Unicode NFC), for Latin, Greek, Cyrillic and kana.
fn composed(base: char, mark: char) -> Option<char> {
    let (_, pairs) = COMPOSED.iter().find(|(known, _)| *known == mark)?;
    let mut pairs = pairs.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == base {
            return Some(to);
        }
    }
    None
}

/// Marks that scripts without capitals write words with, and `is_alphanumeric` leaves out.
fn is_script_mark(c: char) -> bool {
    matches!(c,
        '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
        | '\u{dca}' | '\u{e47}'..='\u{e4c}' | '\u{ec8}'..='\u{ecc}' | '\u{30fb}')
}

/// Letters that UTS #46 replaces by others, ignores or forbids: ligatures, letter-like signs, presentation forms.
fn is_changed_by_mapping(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{bf}' | '\u{133}' | '\u{140}' | '\u{149}' | '\u{17f}' | '\u{1c4}'..='\u{1cc}' | '\u{1f1}'..='\u{1f3}'
        | '\u{2b0}'..='\u{2b8}' | '\u{2e0}'..='\u{2e4}' | '\u{345}' | '\u{374}' | '\u{37a}' | '\u{3d0}'..='\u{3d6}'
        | '\u{3f0}'..='\u{3f2}' | '\u{3f5}' | '\u{587}' | '\u{675}'..='\u{678}' | '\u{958}'..='\u{95f}'
        | '\u{9dc}'..='\u{9df}' | '\u{a33}' | '\u{a36}' | '\u{a59}'..='\u{a5e}' | '\u{b5c}'..='\u{b5d}' | '\u{e33}'
        | '\u{eb3}' | '\u{edc}'..='\u{edd}' | '\u{f43}' | '\u{f4d}' | '\u{f52}' | '\u{f57}' | '\u{f5c}' | '\u{f69}'
        | '\u{f73}'..='\u{f81}' | '\u{f93}' | '\u{f9d}' | '\u{fa2}' | '\u{fa7}' | '\u{fac}' | '\u{fb9}' | '\u{10fc}'
        | '\u{115f}' | '\u{1160}' | '\u{13f8}'..='\u{13fd}' | '\u{1c80}'..='\u{1c88}' | '\u{1d2c}'..='\u{1dbf}'
        | '\u{1e9a}' | '\u{1e9b}' | '\u{1f71}'..='\u{1fff}' | '\u{2000}'..='\u{2bff}' | '\u{2c7c}' | '\u{2c7d}'
        | '\u{2d6f}' | '\u{3038}'..='\u{303a}' | '\u{309f}' | '\u{30ff}' | '\u{3131}'..='\u{318f}'
        | '\u{3190}'..='\u{319f}' | '\u{3200}'..='\u{33ff}' | '\u{a69c}' | '\u{a69d}' | '\u{a770}'
        | '\u{a7f1}'..='\u{a7f4}' | '\u{a7f8}' | '\u{a7f9}' | '\u{ab5c}'..='\u{ab5f}' | '\u{ab69}'..='\u{abbf}'
        | '\u{f900}'..='\u{ffff}' | '\u{10781}'..='\u{107ba}' | '\u{16d67}' | '\u{1ccf0}'..='\u{1ccf9}'
        | '\u{1d400}'..='\u{1d7ff}' | '\u{1e030}'..='\u{1e06d}' | '\u{1ee00}'..='\u{1fbff}'
        | '\u{2f800}'..='\u{2fa1d}')
}

/// A mark, then pairs of a letter without and with it.
const COMPOSED: &[(char, &str)] = &[
    ('\u{300}', "aàeèiìoòuùwẁyỳâầêềôồăằēḕōṑơờưừеѐиѝ"),
    ('\u{301}', "aácćeéiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźâấçḉêếïḯôốõṍăắēḗōṓũṹơớưứαάεέηήιίοόυύωώϋΰгѓкќ"),
    ('\u{302}', "aâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑạậẹệọộ"),
    ('\u{303}', "aãeẽiĩnñoõuũvṽyỹâẫêễôỗăẵơỡưữ"),
    ('\u{304}', "aāeēgḡiīoōuūḷḹṛṝ"),
    ('\u{306}', "aăeĕgğiĭoŏuŭийуўạặ"),
    ('\u{307}', "bḃcċdḋeėfḟgġhḣmṁnṅpṗrṙsṡtṫwẇxẋyẏzżśṥšṧſẛṣṩ"),
    ('\u{308}', "aäeëhḧiïoötẗuüwẅxẍyÿõṏūṻιϊυϋеёії"),
    ('\u{309}', "aảeẻiỉoỏuủyỷâẩêểôổăẳơởưử"),
    ('\u{30a}', "aåuůwẘyẙ"),
    ('\u{30b}', "oőuű"),
    ('\u{30c}', "cčdďeělľnňrřsštťzž"),
    ('\u{31b}', "oơuưòờóớõỡùừúứũữọợỏởụựủử"),
    ('\u{323}', "aạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓâậêệôộăặơợưựṡṩ"),
    ('\u{327}', "cçdḑgģhḩkķlļnņrŗsştţćḉĕḝ"),
    ('\u{328}', "aąeęiįuų"),
    (
        '\u{3099}',
        "うゔかがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼゝゞウヴカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボワヷヰヸヱヹヲヺヽヾ",
    ),
    ('\u{309a}', "はぱひぴふぷへぺほぽハパヒピフプヘペホポ"),
];
