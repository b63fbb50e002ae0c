use super::{Step, Steps};
use crate::{
    domain::form::FieldErrors,
    ui::components::{Glyph, Icon, Tick},
    wording::Wording,
};
use leptos::prelude::*;

/// A line of the summary: what, and its value in words.
pub type Line = (String, String);

/// Everything once more, and what happens now [S5.10–S5.12].
#[component]
pub fn OptionsStep(
    wording: Wording,
    action: String,
    details: Vec<Line>,
    /// The names of the services; nothing where none can be assigned.
    services: Option<Vec<String>>,
    /// "Envoyer le mail d'activation"; nothing for who only prepares.
    send: Option<bool>,
    /// Seats left, in words; nothing where there is no limit.
    seats: Option<String>,
    errors: FieldErrors,
) -> impl IntoView {
    let change = wording.say("named-edit");
    let edit = move |to: &'static str, label: String| {
        view! {
            <button class="button" data-size="small" type="submit" name="to" value=to aria-label=label>
                {change.clone()}
            </button>
        }
    };
    let lines = details.into_iter().map(|(what, value)| view! { <div><dt>{what}</dt><dd>{value}</dd></div> });
    let lines = lines.collect_view();
    let has_services = services.is_some();
    let services = services.map(|names| {
        let list = if names.is_empty() {
            view! { <p class="muted">{wording.say("create-no-services")}</p> }.into_any()
        } else {
            let names = names
                .into_iter()
                .map(|name| view! { <li class="rows-item"><span class="rows-name">{name}</span></li> });
            view! { <ul class="rows" role="list">{names.collect_view()}</ul> }.into_any()
        };
        view! {
            <section class="summary" aria-labelledby="services-title">
                <div class="summary-head">
                    <h2 id="services-title">{wording.say("create-step-services")}</h2>
                    {edit("services", wording.say("create-edit-services"))}
                </div>
                {list}
            </section>
        }
    });
    let error = errors.get("send").map(|problem| wording.problem("send", problem));
    let send = match send {
        Some(checked) => {
            let (title, text) = (wording.say("create-send"), wording.say("create-send-text"));
            view! {
                <Tick name="send" value="yes".to_owned() title text=Some(text) checked error />
                {seats.map(|seats| view! { <p class="muted">{seats}</p> })}
            }
            .into_any()
        }
        None => view! { <p class="muted">{wording.say("create-send-not-allowed")}</p> }.into_any(),
    };
    view! {
        <Steps wording=wording.clone() step=Step::Options has_services title=wording.say("create-options-title") errors>
            <form class="stack" data-gap="large" method="post" action=action novalidate>
                // Enter finishes, though the buttons that lead back come first.
                <button type="submit" hidden></button>
                <section class="summary" aria-labelledby="details-title">
                    <div class="summary-head">
                        <h2 id="details-title">{wording.say("create-step-details")}</h2>
                        {edit("details", wording.say("create-edit-details"))}
                    </div>
                    <dl class="facts">{lines}</dl>
                </section>
                {services}
                <section class="stack" data-gap="small" aria-labelledby="now">
                    <h2 id="now">{wording.say("create-now")}</h2>
                    {send}
                </section>
                <div class="actions">
                    <button class="button" data-variant="primary" data-size="large" type="submit">
                        <Glyph icon=Icon::Check />
                        {wording.say("create-finish")}
                    </button>
                    <button class="button" data-size="large" type="submit" name="to" value="back">
                        {wording.say("create-back")}
                    </button>
                </div>
            </form>
        </Steps>
    }
}
