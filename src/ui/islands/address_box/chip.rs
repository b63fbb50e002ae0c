use crate::{
    api::{CheckedAddresses, Known},
    domain::{
        address::{AddressProblem, EmailAddress},
        address_list::{self, Entry},
        invitation::Outcome,
    },
    ui::islands::patch,
};
use html_escape::encode_double_quoted_attribute;
use std::collections::HashMap;
use web_sys::Element;

/// Chips that are drawn: what has to be corrected wherever it stands, then the first of the others. All count, but nobody
/// reads ten thousand.
const SHOWN: usize = 200;

/// Somebody to invite, or a text that isn't an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub entry: Entry,
    /// The server's word on it, once it has come.
    pub word: Option<Word>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    /// What sending would do with the address.
    Outcome(Outcome),
    /// What is wrong with the text, to be read.
    Reason(String),
}

impl Chip {
    fn text(&self) -> &str {
        match &self.entry {
            Entry::Address { address, .. } => address.as_str(),
            Entry::Problem { text, .. } => text,
        }
    }

    /// What the form sends for it, to be read again on the server.
    pub fn line(&self) -> String {
        match &self.entry {
            Entry::Address { address, name: Some(name) } => {
                format!("\"{}\" <{}>", name.replace(['"', '\\'], ""), address.as_str())
            }
            _ => self.text().to_owned(),
        }
    }

    fn kind(&self) -> &'static str {
        match (&self.entry, &self.word) {
            (Entry::Problem { .. }, _) => MALFORMED,
            (Entry::Address { .. }, Some(Word::Outcome(outcome))) => outcome.as_str(),
            (Entry::Address { .. }, _) => PENDING,
        }
    }
}

/// All of them, as the form sends them.
pub fn lines(chips: &[Chip]) -> String {
    chips.iter().map(Chip::line).collect::<Vec<_>>().join("\n")
}

/// Reads a text into more chips. Who is there already isn't there twice, but gets the name that comes now.
pub fn add(chips: &mut Vec<Chip>, text: &str) {
    let mut places: HashMap<String, usize> = HashMap::with_capacity(chips.len());
    for (at, chip) in chips.iter().enumerate() {
        if let Entry::Address { address, .. } = &chip.entry {
            places.insert(address.key().to_owned(), at);
        }
    }
    for entry in address_list::parse(text).entries {
        let place = match &entry {
            Entry::Address { address, .. } => places.get(address.key()),
            Entry::Problem { .. } => None,
        };
        match (place.and_then(|at| chips.get_mut(*at)).map(|chip| &mut chip.entry), entry) {
            (None, entry) => chips.push(Chip { entry, word: None }),
            (Some(Entry::Address { name: kept @ None, .. }), Entry::Address { name, .. }) => *kept = name,
            (Some(_), _) => {}
        }
    }
}

/// What the server is asked: what it has said nothing of yet, and how many there are besides.
#[derive(Debug, Default, PartialEq)]
pub struct Question {
    pub addresses: Vec<EmailAddress>,
    pub problems: Vec<AddressProblem>,
    pub known: Known,
}

impl Question {
    pub fn of(chips: &[Chip]) -> Self {
        let mut question = Self::default();
        let mut counts = Outcome::ALL.map(|outcome| (outcome, 0));
        for chip in chips {
            match (&chip.entry, &chip.word) {
                (Entry::Address { address, .. }, None) => question.addresses.push(address.clone()),
                (Entry::Problem { problem, .. }, None) => question.problems.push(*problem),
                (_, Some(Word::Outcome(said))) => {
                    counts.iter_mut().filter(|(outcome, _)| outcome == said).for_each(|(_, count)| *count += 1);
                }
                (_, Some(Word::Reason(_))) => question.known.problems += 1,
            }
        }
        question.known.outcomes = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        question
    }

    /// Gives the chips their words; some of those asked for may have gone meanwhile, and others come.
    pub fn answered(self, chips: &mut [Chip], answer: CheckedAddresses) {
        let outcomes: HashMap<String, Outcome> =
            self.addresses.iter().map(|address| address.key().to_owned()).zip(answer.outcomes).collect();
        let reasons: Vec<(AddressProblem, String)> = self.problems.into_iter().zip(answer.problems).collect();
        for chip in chips.iter_mut().filter(|chip| chip.word.is_none()) {
            chip.word = match &chip.entry {
                Entry::Address { address, .. } => outcomes.get(address.key()).map(|outcome| Word::Outcome(*outcome)),
                Entry::Problem { problem, .. } => {
                    let reason = reasons.iter().find(|(known, _)| known == problem);
                    reason.map(|(_, reason)| Word::Reason(reason.clone()))
                }
            };
        }
    }
}

/// A seat, or one of the day's mails, has become free: who had none is asked about again.
pub fn free_a_place(chips: &mut [Chip]) {
    for chip in chips {
        if matches!(chip.word, Some(Word::Outcome(Outcome::NoSeat | Outcome::DailyLimit))) {
            chip.word = None;
        }
    }
}

const MALFORMED: &str = "malformed";
const PENDING: &str = "pending";

/// What a chip may be, by the name of its template: one for each outcome, one for what is no address and one for what
/// isn't known yet.
pub fn kinds() -> impl Iterator<Item = (&'static str, Option<Outcome>)> {
    let outcomes = Outcome::ALL.into_iter().map(|outcome| (outcome.as_str(), Some(outcome)));
    outcomes.chain([(MALFORMED, None), (PENDING, None)])
}

/// The server's markup, with places for what is known here alone.
pub struct Templates {
    /// By kind, with `{text}`, `{note}` and `{number}`.
    chips: HashMap<&'static str, String>,
    /// That there are more than are drawn.
    more: String,
}

impl Templates {
    pub fn read(root: &Element) -> Self {
        let read = |name: &str| {
            let template = patch::find(root, &format!("template[data-chip={name}]"));
            template.map(|template| template.inner_html()).unwrap_or_default()
        };
        Self { chips: kinds().map(|(kind, _)| (kind, read(kind))).collect(), more: read("more") }
    }

    /// The list's items, as many as are drawn, and that there are more. What people type is text in it, never markup.
    pub fn html(&self, chips: &[Chip]) -> String {
        let is_wrong = |chip: &Chip| matches!(chip.entry, Entry::Problem { .. });
        let wrong = chips.iter().filter(|chip| is_wrong(chip)).take(SHOWN).count();
        let mut left = [SHOWN - wrong, wrong];
        let mut html = String::new();
        for (number, chip) in chips.iter().enumerate() {
            let left = &mut left[usize::from(is_wrong(chip))];
            if *left > 0 {
                *left -= 1;
                html.push_str(&self.chip(number, chip));
            }
        }
        if chips.len() > SHOWN {
            html.push_str(&self.more);
        }
        html
    }

    fn chip(&self, number: usize, chip: &Chip) -> String {
        let note = if let Some(Word::Reason(reason)) = &chip.word { reason } else { "" };
        // The text last: what it says isn't looked through for places again.
        self.chips
            .get(chip.kind())
            .map_or("", String::as_str)
            .replace("{number}", &number.to_string())
            .replace("{note}", &encode_double_quoted_attribute(note))
            .replace("{text}", &encode_double_quoted_attribute(chip.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chips(text: &str) -> Vec<Chip> {
        let mut chips = Vec::new();
        add(&mut chips, text);
        chips
    }

    fn templates() -> Templates {
        let template = "<li>{text}<i>{note}</i><button data-number=\"{number}\" aria-label=\"{text}\">";
        Templates {
            chips: kinds().map(|(kind, _)| (kind, template.to_owned())).collect(),
            more: "<li>et d’autres".into(),
        }
    }

    #[test]
    fn what_is_typed_is_text() {
        let text = "\"><img src=x onerror=alert(1)>".to_owned();
        let entry = Entry::Problem { text, problem: AddressProblem::NoAt };
        let html = templates().html(&[Chip { entry, word: None }]);
        assert!(!html.contains("<img") && html.contains("&lt;img"), "{html}");
    }

    // [S1.6]
    #[test]
    fn chips_survive_their_lines() {
        let before = chips("\"Dupont, Chloé\" <chloe@exemple.fr>\nbruno@\nanna@exemple.fr");
        assert_eq!(before.len(), 3);
        assert_eq!(chips(&lines(&before)), before);
    }

    // [S1.7]
    #[test]
    fn who_is_there_already_is_not_there_twice_and_gets_a_name() {
        let mut box_ = chips("anna@exemple.fr bruno@exemple.fr");
        add(&mut box_, "Anna Martin <ANNA+x@exemple.fr>, chloe@exemple.fr");
        assert_eq!(lines(&box_), "\"Anna Martin\" <anna@exemple.fr>\nbruno@exemple.fr\nchloe@exemple.fr");
    }

    // [S1.6]
    #[test]
    fn only_what_is_new_is_asked_for_and_the_parsers_reason_with_it() {
        let mut box_ = chips("anna@exemple.fr, Bruno <bruno@ex>");
        let first = Question::of(&box_);
        assert_eq!(first.problems, [AddressProblem::DomainWithoutDot]);
        let answer = CheckedAddresses {
            outcomes: vec![Outcome::New],
            problems: vec!["il faut un nom complet".to_owned()],
            summary: String::new(),
        };
        // Meanwhile one has gone and one has come.
        add(&mut box_, "chloe@exemple.fr");
        first.answered(&mut box_, answer);
        let next = Question::of(&box_);
        assert_eq!(next.addresses, ["chloe@exemple.fr".parse().unwrap()]);
        assert_eq!(next.known, Known { outcomes: vec![(Outcome::New, 1)], problems: 1 });
        assert_eq!(box_[1].word, Some(Word::Reason("il faut un nom complet".to_owned())));
    }

    #[test]
    fn a_seat_that_is_free_again_is_offered() {
        let mut box_ = chips("anna@exemple.fr bruno@exemple.fr");
        box_[0].word = Some(Word::Outcome(Outcome::New));
        box_[1].word = Some(Word::Outcome(Outcome::NoSeat));
        box_.remove(0);
        free_a_place(&mut box_);
        assert_eq!(Question::of(&box_).addresses, ["bruno@exemple.fr".parse().unwrap()]);
    }

    #[test]
    fn ten_thousand_are_counted_and_not_drawn() {
        let text = (0..10_000).map(|n| format!("p{n}@exemple.fr")).collect::<Vec<_>>().join(" ");
        let html = templates().html(&chips(&text));
        assert_eq!(html.matches("<li").count(), SHOWN + 1);
        assert!(html.contains("et d’autres"));
    }

    // [S1.6]
    #[test]
    fn what_isnt_an_address_is_drawn_wherever_it_stands() {
        let text = (0..300).map(|n| format!("p{n}@exemple.fr\nfaux{n}")).collect::<Vec<_>>().join("\n");
        let html = templates().html(&chips(&text));
        assert!(html.contains("faux199") && !html.contains("faux200") && !html.contains("p0@"), "as many as are drawn");
        let many = (0..5_000).map(|n| format!("p{n}@exemple.fr")).collect::<Vec<_>>().join(" ");
        let html = templates().html(&chips(&format!("{many}\nanna.martin\n{}", many.replace('p', "q"))));
        assert!(
            html.contains("anna.martin") && html.contains("data-number=\"5000\"") && html.contains("p198@"),
            "{html}"
        );
        assert!(!html.contains("p199@") && html.contains("et d’autres"));
    }
}
