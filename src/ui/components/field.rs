use super::{Glyph, Icon};
use crate::{domain::form::Problem, wording::Wording};
use leptos::prelude::*;

/// A field's name with what was typed into it and what is wrong with that.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name in the form, and the id in the page that error summaries point to.
    pub name: &'static str,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    /// In words.
    pub error: Option<String>,
}

impl Field {
    #[must_use]
    pub fn new(name: &'static str, label: String, value: &str) -> Self {
        Self { name, label, hint: None, value: value.to_owned(), error: None }
    }

    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    #[must_use]
    pub fn error(mut self, wording: &Wording, problem: Option<Problem>) -> Self {
        self.error = problem.map(|problem| wording.problem(self.name, problem));
        self
    }

    /// The ids of what describes the control.
    #[must_use]
    pub fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    #[must_use]
    pub fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }
}

/// Label, hint and error around a control.
#[component]
pub fn FieldFrame(field: Field, children: Children) -> impl IntoView {
    let name = field.name;
    view! {
        <div class="field">
            <label class="field-label" for=name>{field.label}</label>
            {field.hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {field.error.map(|error| view! {
                <p class="field-error" id=format!("{name}-error")><Glyph icon=Icon::Alert /><span>{error}</span></p>
            })}
            {children()}
        </div>
    }
}

/// One line of text.
#[component]
pub fn TextInput(
    field: Field,
    /// Of HTML's autofill: every field about a person has one.
    autocomplete: &'static str,
    /// `text`, `email`, `tel`, `url` or `date`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = true)] required: bool,
) -> impl IntoView {
    let is_email = kind == "email";
    let (name, value) = (field.name, field.value.clone());
    let (described_by, invalid) = (field.described_by(), field.invalid());
    view! {
        <FieldFrame field>
            <input
                class="input"
                type=kind
                id=name
                name=name
                value=value
                autocomplete=autocomplete
                inputmode=is_email.then_some("email")
                autocapitalize=is_email.then_some("none")
                spellcheck=is_email.then_some("false")
                aria-describedby=described_by
                aria-invalid=invalid
                required=required
            />
        </FieldFrame>
    }
}
