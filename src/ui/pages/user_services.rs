//! The services assigned to somebody [S4.5, S5.6].

use crate::{
    domain::form::FieldErrors,
    ui::components::{Done, ErrorSummary, Glyph, Icon, Tick},
    wording::Wording,
};
use leptos::prelude::*;

/// A service of the account, as somebody has it.
#[derive(Clone, Debug)]
pub struct AssignLine {
    pub id: String,
    pub name: String,
    /// Why the person has it anyway, in words.
    pub text: Option<String>,
    /// Assigned by name, when the page was made.
    pub own: bool,
    pub checked: bool,
}

#[component]
pub fn UserServicesPage(
    wording: Wording,
    name: String,
    /// The person's page.
    details: String,
    services: Vec<AssignLine>,
    done: Option<String>,
    errors: FieldErrors,
) -> impl IntoView {
    let mut error = errors.get("services").map(|problem| wording.problem("services", problem));
    let content = if services.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Services size="large" /></div>
                <h2 class="empty-title">{wording.say("services-empty-title")}</h2>
                <p class="empty-text">{wording.say("services-empty-text")}</p>
                <a class="button" href="/services">{wording.say("services-title")}</a>
            </div>
        }
        .into_any()
    } else {
        let shown = services.iter().filter(|line| line.own).map(|line| line.id.clone());
        let shown: Vec<_> = shown.map(|id| view! { <input type="hidden" name="shown" value=id /> }).collect();
        let ticks = services.into_iter().enumerate().map(|(n, line)| {
            let error = if n == 0 { error.take() } else { None };
            view! { <Tick name="services" value=line.id title=line.name text=line.text checked=line.checked error is_first=n == 0 /> }
        });
        let ticks = ticks.collect_view();
        view! {
            <form class="stack" method="post" action=format!("{details}/services")>
                {shown}
                <fieldset class="choices">
                    <legend class="field-label">{wording.say("services-title")}</legend>
                    {ticks}
                </fieldset>
                <div class="actions">
                    <button class="button" data-variant="primary" type="submit">{wording.say("named-save")}</button>
                    <a class="button" data-variant="quiet" href=details.clone()>{wording.say("cancel")}</a>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href=details><Glyph icon=Icon::ChevronLeft size="small" />{name.clone()}</a>
            <ErrorSummary wording=wording.clone() errors />
            <Done done />
            <header class="page-header">
                <h1 class="page-title">{wording.say_with("assigned-title", &[("name", name.into())])}</h1>
                <p class="page-lead">{wording.say("assigned-lead")}</p>
            </header>
            {content}
        </div>
    }
}
