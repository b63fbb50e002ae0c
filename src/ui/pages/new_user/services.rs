use super::{Step, Steps};
use crate::{
    domain::form::FieldErrors,
    ui::components::{Glyph, Icon, Tick},
    wording::Wording,
};
use leptos::prelude::*;

/// A service on offer.
#[derive(Clone, Debug)]
pub struct ServiceChoice {
    pub id: String,
    pub name: String,
    pub checked: bool,
}

/// "Affecter les services" [S5.9].
#[component]
pub fn ServicesStep(
    wording: Wording,
    action: String,
    services: Vec<ServiceChoice>,
    errors: FieldErrors,
) -> impl IntoView {
    let error = errors.get("services").map(|problem| wording.problem("services", problem));
    let described_by = error.as_ref().map(|_| "services-error");
    let choices = services.into_iter().enumerate().map(|(n, service)| {
        let ServiceChoice { id, name, checked } = service;
        view! { <Tick name="services" value=id title=name checked is_first=n == 0 /> }
    });
    let choices = choices.collect_view();
    view! {
        <Steps wording=wording.clone() step=Step::Services has_services=true title=wording.say("create-services-title") errors>
            <form class="stack" data-gap="large" method="post" action=action novalidate>
                <fieldset class="choices" data-columns aria-describedby=described_by>
                    <legend class="field-label">{wording.say("create-services-legend")}</legend>
                    {error.map(|error| view! {
                        <p class="field-error" id="services-error"><Glyph icon=Icon::Alert /><span>{error}</span></p>
                    })}
                    {choices}
                </fieldset>
                <div class="actions">
                    <button class="button" data-variant="primary" data-size="large" type="submit">
                        {wording.say("create-next")}
                    </button>
                    <button class="button" data-size="large" type="submit" name="to" value="details">
                        {wording.say("create-back")}
                    </button>
                </div>
            </form>
        </Steps>
    }
}
