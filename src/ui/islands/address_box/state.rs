use super::chip::{self, Chip, Templates};
use crate::{
    api::{CheckedAddresses, check_addresses},
    domain::address_list,
    ui::islands::patch,
};
use leptos::{html::Div, prelude::*, task::spawn_local};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

/// The chips, and the elements that show them.
#[derive(Clone, Copy)]
pub struct State {
    root: NodeRef<Div>,
    chips: StoredValue<Vec<Chip>>,
    /// Answers may overtake one another: only the last question's counts.
    asked: StoredValue<u32>,
}

impl State {
    pub fn new(root: NodeRef<Div>) -> Self {
        Self { root, chips: StoredValue::new(Vec::new()), asked: StoredValue::new(0) }
    }

    fn root(&self) -> Option<Element> {
        self.root.get_untracked().map(Into::into)
    }

    fn field(&self) -> Option<HtmlTextAreaElement> {
        patch::get(&self.root()?, "textarea")
    }

    /// Makes the plain field the place to type in; from here on the hidden one is what the form sends.
    pub fn begin(&self) {
        let Some(root) = self.root() else { return };
        if let (Some(frame), Some(field), Some(sent)) = (
            patch::find(&root, "[data-part=box]"),
            self.field(),
            patch::get::<HtmlInputElement>(&root, "input[name=addresses]"),
        ) {
            frame.set_class_name("chips");
            field.set_class_name("chips-input");
            field.set_rows(1);
            let _ = field.remove_attribute("name");
            sent.set_disabled(false);
            self.take();
        }
    }

    /// Makes chips of what stands in the field.
    pub fn take(&self) {
        let Some(field) = self.field() else { return };
        let text = field.value();
        if text.trim().is_empty() {
            return;
        }
        self.chips.update_value(|chips| {
            // Read together with what is there already, so that doubles are found.
            let list = address_list::parse(&format!("{}\n{text}", chip::lines(chips)));
            let old = std::mem::take(chips);
            chips.extend(list.entries.into_iter().map(|entry| {
                let known = old.iter().find(|chip| chip.entry == entry);
                Chip { checked: known.and_then(|chip| chip.checked.clone()), entry }
            }));
        });
        field.set_value("");
        self.check();
    }

    /// The last chip comes back as text, to be corrected; whether there was one.
    pub fn give_back(&self) -> bool {
        match (self.chips.try_update_value(Vec::pop).flatten(), self.field()) {
            (Some(chip), Some(field)) => {
                field.set_value(&chip.line());
                self.check();
                true
            }
            _ => false,
        }
    }

    pub fn remove(&self, number: usize) {
        self.chips.update_value(|chips| {
            if number < chips.len() {
                chips.remove(number);
            }
        });
        self.check();
        if let Some(field) = self.field() {
            let _ = field.focus();
        }
    }

    fn draw(&self) {
        let Some(root) = self.root() else { return };
        let templates = Templates::read(&root);
        let (html, lines) = self.chips.with_value(|chips| (templates.html(chips), chip::lines(chips)));
        if let (Some(list), Some(fresh)) = (patch::find(&root, ".chips-list"), patch::detached(&html)) {
            patch::children(&list, &fresh);
        }
        if let Some(sent) = patch::get::<HtmlInputElement>(&root, "input[name=addresses]") {
            sent.set_value(&lines);
        }
    }

    /// Shows the chips at once, and what the server says of them when it has said it.
    fn check(self) {
        self.draw();
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        let texts: Vec<String> =
            self.chips.with_value(|chips| chips.iter().map(|chip| chip.text().to_owned()).collect());
        spawn_local(async move {
            let answer = if texts.is_empty() { Ok(CheckedAddresses::default()) } else { check_addresses(texts).await };
            if self.asked.get_value() == number {
                self.show(answer.ok());
            }
        });
    }

    fn show(&self, answer: Option<CheckedAddresses>) {
        let Some(root) = self.root() else { return };
        patch::reveal(&root, "[role=alert]", answer.is_none());
        let Some(answer) = answer else { return };
        self.chips.update_value(|chips| {
            for (chip, checked) in chips.iter_mut().zip(answer.addresses) {
                chip.checked = Some(checked);
            }
        });
        if let Some(summary) = patch::find(&root, "[data-part=summary]") {
            summary.set_inner_html(&answer.summary);
        }
        self.draw();
    }
}
