use crate::{api::CheckedAddress, domain::address_list::Entry, ui::islands::patch};
use html_escape::encode_double_quoted_attribute;
use web_sys::Element;

/// Chips that are drawn; the others count, but nobody reads ten thousand.
const SHOWN: usize = 200;

/// Somebody to invite, or a text that isn't an address.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub entry: Entry,
    /// The server's word on it, once it has come.
    pub checked: Option<CheckedAddress>,
}

impl Chip {
    pub fn text(&self) -> &str {
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

    fn state(&self) -> &str {
        match (&self.entry, &self.checked) {
            (Entry::Problem { .. }, _) => "malformed",
            (Entry::Address { .. }, Some(checked)) => &checked.state,
            (Entry::Address { .. }, None) => "pending",
        }
    }
}

/// All of them, as the form sends them.
pub fn lines(chips: &[Chip]) -> String {
    chips.iter().map(Chip::line).collect::<Vec<_>>().join("\n")
}

/// What a chip may be; each has a template of its own.
pub const STATES: [&str; 7] = ["new", "user", "invited", "inactive", "no-seat", "malformed", "pending"];

/// The server's markup, with places for what is known here alone.
pub struct Templates {
    /// One for each of [`STATES`], with `{text}`, `{note}` and `{number}`.
    chips: Vec<String>,
    /// With `{count}`.
    more: String,
}

impl Templates {
    pub fn read(root: &Element) -> Self {
        let read = |name: &str| {
            let template = patch::find(root, &format!("template[data-chip={name}]"));
            template.map(|template| template.inner_html()).unwrap_or_default()
        };
        Self { chips: STATES.iter().map(|state| read(state)).collect(), more: read("more") }
    }

    /// The list's items: the first ones, and how many more there are. What people type is text in it, never markup.
    pub fn html(&self, chips: &[Chip]) -> String {
        let mut html: String = chips.iter().take(SHOWN).enumerate().map(|(n, chip)| self.chip(n, chip)).collect();
        if chips.len() > SHOWN {
            html.push_str(&self.more.replace("{count}", &(chips.len() - SHOWN).to_string()));
        }
        html
    }

    fn chip(&self, number: usize, chip: &Chip) -> String {
        let note = chip.checked.as_ref().and_then(|checked| checked.note.as_deref()).unwrap_or_default();
        let template = STATES.iter().position(|state| *state == chip.state()).and_then(|n| self.chips.get(n));
        // The text last: what it says isn't looked through for places again.
        template
            .map_or("", String::as_str)
            .replace("{number}", &number.to_string())
            .replace("{note}", &encode_double_quoted_attribute(note))
            .replace("{text}", &encode_double_quoted_attribute(chip.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{address::AddressProblem, address_list};

    fn chips(text: &str) -> Vec<Chip> {
        address_list::parse(text).entries.into_iter().map(|entry| Chip { entry, checked: None }).collect()
    }

    fn templates() -> Templates {
        Templates {
            chips: vec!["<li>{text}<i>{note}</i><button data-number=\"{number}\" aria-label=\"{text}\">".into(); 7],
            more: "<li>et {count} autres".into(),
        }
    }

    #[test]
    fn what_is_typed_is_text() {
        let text = "\"><img src=x onerror=alert(1)>".to_owned();
        let entry = Entry::Problem { text, problem: AddressProblem::NoAt };
        let html = templates().html(&[Chip { entry, checked: None }]);
        assert!(!html.contains("<img") && html.contains("&lt;img"), "{html}");
    }

    // [S1.6]
    #[test]
    fn chips_survive_their_lines() {
        let before = chips("\"Dupont, Chloé\" <chloe@exemple.fr>\nbruno@\nanna@exemple.fr");
        assert_eq!(before.len(), 3);
        assert_eq!(chips(&lines(&before)), before);
    }

    #[test]
    fn ten_thousand_are_counted_and_not_drawn() {
        let text = (0..10_000).map(|n| format!("p{n}@exemple.fr")).collect::<Vec<_>>().join(" ");
        let html = templates().html(&chips(&text));
        assert_eq!(html.matches("<li").count(), SHOWN + 1);
        assert!(html.contains("et 9800 autres"));
    }
}
