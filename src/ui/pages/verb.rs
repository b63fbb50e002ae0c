use crate::{
    domain::{form::FieldErrors, verb::Verb},
    ui::{
        components::{Confirm, ErrorSummary, Field, TextInput},
        pages::invite::{RoleChoice, Roles},
    },
    wording::Wording,
};
use leptos::prelude::*;

/// What is asked for besides a yes.
#[derive(Clone, Debug)]
pub enum More {
    Nothing,
    /// The person's own address, typed once more; and what was typed.
    Address {
        email: String,
        typed: String,
    },
    /// One of these roles instead of the present one.
    Role {
        present: String,
        /// The same as the form sends it back.
        shown: String,
        chosen: String,
        roles: Vec<RoleChoice>,
    },
}

/// Asks before a verb is done to somebody [S1.17–S1.19, S5.13, S5.14].
#[component]
pub fn VerbPage(
    wording: Wording,
    verb: Verb,
    /// Where the person's details are.
    details: String,
    /// Where it is done.
    action: String,
    name: String,
    /// What will happen, in sentences.
    texts: Vec<String>,
    more: More,
    errors: FieldErrors,
) -> impl IntoView {
    let button = match verb {
        Verb::ShowLink => wording.say("ask-link-button"),
        _ => wording.say(&format!("verb-{}", verb.as_str())),
    };
    let variant = if verb.is_destructive() { "danger" } else { "primary" };
    let title = wording.question(verb, &name);
    let summary = view! { <ErrorSummary wording=wording.clone() errors=errors.clone() /> };
    let fields = match more {
        More::Nothing => ().into_any(),
        More::Address { email, typed } => {
            let label = wording.say_with("ask-delete-confirm", &[("email", email.into())]);
            let field = Field::new("address", label, &typed).error(&wording, errors.get("address"));
            view! { <TextInput field autocomplete="off" kind="email" /> }.into_any()
        }
        More::Role { present, shown, chosen, roles } => {
            let error = errors.get("role").map(|problem| wording.problem("role", problem));
            view! {
                <input type="hidden" name="shown" value=shown />
                <p id="shown" tabindex="-1">{wording.say_with("ask-change-role-now", &[("role", present.into())])}</p>
                <Roles wording=wording.clone() label=wording.say("ask-change-role-new") roles chosen error />
            }
            .into_any()
        }
    };
    view! {
        <Confirm wording title texts action button variant back=(details, name) summary=summary.into_any()>
            {fields}
        </Confirm>
    }
}
