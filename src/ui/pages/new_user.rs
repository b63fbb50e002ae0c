//! "Créer un nouvel utilisateur", in three steps: who, which services, what happens now [S5.3–S5.12].

mod details;
mod options;
mod services;

pub use details::{DetailsStep, Typed};
pub use options::{Line, OptionsStep};
pub use services::{ServiceChoice, ServicesStep};

use crate::{
    domain::form::FieldErrors,
    ui::components::{ErrorSummary, Glyph, Icon},
    wording::Wording,
};
use leptos::prelude::*;

/// A step; those before the present one are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Details,
    Services,
    Options,
}

/// What surrounds each step: where one is, and what is wrong.
#[component]
fn Steps(
    wording: Wording,
    step: Step,
    /// Without the second step, nobody is shown one.
    has_services: bool,
    title: String,
    errors: FieldErrors,
    children: Children,
) -> impl IntoView {
    let names = [
        (Step::Details, wording.say("create-step-details")),
        (Step::Services, wording.say("create-step-services")),
        (Step::Options, wording.say("create-step-options")),
    ];
    let items = names.into_iter().filter(|(which, _)| has_services || *which != Step::Services).map(|(which, name)| {
        let (current, done) = ((which == step).then_some("step"), which < step);
        view! {
            <li class="steps-item" aria-current=current data-state=done.then_some("done")>
                {done.then(|| view! { <Glyph icon=Icon::Check size="small" /> })}
                {name}
            </li>
        }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/users"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("users-title")}</a>
            <ErrorSummary wording=wording.clone() errors />
            <header class="page-header">
                <h1 class="page-title">{title}</h1>
                <ol class="steps" aria-label=wording.say("create-steps")>{items.collect_view()}</ol>
            </header>
            {children()}
        </div>
    }
}
