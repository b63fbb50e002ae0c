use super::chip::{self, Chip, Question, Templates, Word};
use crate::{
    api::{CheckedAddresses, check_addresses},
    domain::{address_list, invitation::Outcome},
    ui::islands::patch,
};
use leptos::{html::Div, prelude::*, task::spawn_local};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

/// The chips, and the elements that show them.
#[derive(Clone, Copy)]
pub struct State {
    root: NodeRef<Div>,
    chips: StoredValue<Vec<Chip>>,
    asking: StoredValue<Asking>,
}

/// One question at a time: answers can't overtake one another, and nothing is asked twice.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    No,
    Yes,
    /// The box has changed since: there is another question after this one.
    Again,
}

impl State {
    pub fn new(root: NodeRef<Div>) -> Self {
        Self { root, chips: StoredValue::new(Vec::new()), asking: StoredValue::new(Asking::No) }
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
            self.take_begun(&field);
        }
    }

    /// Makes chips of what was typed before there were any. Who is typing still goes on: the last address isn't whole.
    fn take_begun(&self, field: &HtmlTextAreaElement) {
        let is_typing = leptos::prelude::document().active_element().is_some_and(|active| active == ***field);
        let text = field.value();
        if !is_typing {
            return self.take();
        }
        let (whole, rest) = address_list::begun(&text);
        if !whole.trim().is_empty() {
            field.set_value(whole);
            self.take();
        }
        field.set_value(rest);
    }

    /// Makes chips of what stands in the field.
    pub fn take(&self) {
        let Some(field) = self.field() else { return };
        let text = field.value();
        if text.trim().is_empty() {
            return;
        }
        self.chips.update_value(|chips| chip::add(chips, &text));
        field.set_value("");
        self.check();
    }

    /// The last chip comes back as text, to be corrected; whether there was one.
    pub fn give_back(&self) -> bool {
        let last = self.chips.with_value(Vec::len).checked_sub(1);
        match (last.and_then(|last| self.take_out(last)), self.field()) {
            (Some(chip), Some(field)) => {
                field.set_value(&chip.line());
                self.check();
                true
            }
            _ => false,
        }
    }

    pub fn remove(&self, number: usize) {
        self.take_out(number);
        self.check();
        if let Some(field) = self.field() {
            let _ = field.focus();
        }
    }

    fn take_out(&self, number: usize) -> Option<Chip> {
        let taken = self.chips.try_update_value(|chips| {
            let chip = (number < chips.len()).then(|| chips.remove(number))?;
            if chip.word == Some(Word::Outcome(Outcome::New)) {
                chip::free_a_place(chips);
            }
            Some(chip)
        });
        taken.flatten()
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
        if self.asking.get_value() != Asking::No {
            return self.asking.set_value(Asking::Again);
        }
        self.asking.set_value(Asking::Yes);
        spawn_local(async move {
            self.ask().await;
            let again = self.asking.get_value() == Asking::Again;
            self.asking.set_value(Asking::No);
            if again {
                self.check();
            }
        });
    }

    async fn ask(&self) {
        let question = self.chips.with_value(|chips| Question::of(chips));
        let answer = if question == Question::default() {
            Ok(CheckedAddresses::default())
        } else {
            check_addresses(question.addresses.clone(), question.problems.clone(), question.known.clone()).await
        };
        self.show(question, answer.ok());
    }

    fn show(&self, question: Question, answer: Option<CheckedAddresses>) {
        let Some(root) = self.root() else { return };
        patch::reveal(&root, "[role=alert]", answer.is_none());
        let Some(answer) = answer else { return };
        if let Some(summary) = patch::find(&root, "[data-part=summary]") {
            summary.set_inner_html(&answer.summary);
        }
        self.chips.update_value(|chips| question.answered(chips, answer));
        self.draw();
    }
}
