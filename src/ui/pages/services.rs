mod form;

pub use form::{ServiceForm, ServiceFormPage};

use crate::{
    ui::components::{Done, Glyph, Icon, Locked},
    wording::Wording,
};
use leptos::prelude::*;

/// What stands for a service: its initials in a colour that its name decides.
#[derive(Clone, Debug)]
pub struct Mark {
    pub initials: String,
    pub tint: u8,
}

/// A service of the list, in the reader's words.
#[derive(Clone, Debug)]
pub struct ServiceLine {
    pub href: String,
    pub mark: Mark,
    pub name: String,
    pub url: String,
    pub people: String,
}

#[component]
fn Figure(mark: Mark) -> impl IntoView {
    view! { <span class="avatar" data-tint=mark.tint.to_string() aria-hidden="true">{mark.initials}</span> }
}

/// The account's services [S3.23].
#[component]
pub fn ServicesPage(
    wording: Wording,
    services: Vec<ServiceLine>,
    may_add: bool,
    /// What was done just now.
    done: Option<String>,
) -> impl IntoView {
    let list = if services.is_empty() {
        view! {
            <div class="empty">
                <div class="empty-figure"><Glyph icon=Icon::Services size="large" /></div>
                <h2 class="empty-title">{wording.say("services-empty-title")}</h2>
                <p class="empty-text">{wording.say("services-empty-text")}</p>
                {may_add.then(|| view! {
                    <form class="stack" method="post" action="/services/samples">
                        <p class="empty-text">{wording.say("services-samples-text")}</p>
                        <div><button class="button" type="submit">{wording.say("services-samples")}</button></div>
                    </form>
                })}
            </div>
        }
        .into_any()
    } else {
        let rows = services.into_iter().map(|line| {
            view! {
                <li class="rows-item">
                    <Figure mark=line.mark />
                    <span class="rows-text">
                        <a class="rows-name" href=line.href>{line.name}</a>
                        {(!line.url.is_empty()).then(|| view! { <span class="rows-fact">{line.url}</span> })}
                    </span>
                    <span class="rows-count">{line.people}</span>
                </li>
            }
        });
        view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    let shut = (!may_add).then(|| {
        view! { <Locked wording=wording.clone() href="/services/new" label=wording.say("services-add") /> }
    });
    view! {
        <div class="page">
            <Done done />
            <header class="page-header">
                <h1 class="page-title">{wording.say("services-title")}</h1>
                {may_add.then(|| view! {
                    <a class="button" data-variant="primary" href="/services/new"><Glyph icon=Icon::Plus />{wording.say("services-add")}</a>
                })}
                {shut}
                <p class="page-lead">{wording.say("services-lead")}</p>
            </header>
            {list}
        </div>
    }
}

/// One service, to read.
#[component]
pub fn ServicePage(
    wording: Wording,
    mark: Mark,
    name: String,
    url: String,
    /// Who has it, in words.
    who: String,
    /// How far department roles go in it, in words.
    cap: String,
    areas: Vec<String>,
    /// Where it is edited, for who may.
    edit: Option<String>,
    /// Where it is deleted, for who may.
    delete: Option<String>,
    done: Option<String>,
) -> impl IntoView {
    let address = if url.is_empty() {
        view! { {wording.say("services-no-url")} }.into_any()
    } else {
        view! { <a href=url.clone() rel="noreferrer">{url.clone()}</a> }.into_any()
    };
    let areas = if areas.is_empty() {
        view! { <p class="muted">{wording.say("services-no-areas")}</p> }.into_any()
    } else {
        let lines = areas.into_iter().map(|area| view! { <li class="rows-item">{area}</li> }).collect_view();
        view! { <ul class="rows" role="list">{lines}</ul> }.into_any()
    };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/services"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("services-title")}</a>
            <Done done />
            <header class="page-header"><h1 class="page-title" data-figure><Figure mark />{name}</h1></header>
            <div class="stack" data-gap="large">
                <div class="cluster">
                    {edit.map(|href| view! { <a class="button" data-variant="primary" href=href>{wording.say("named-edit")}</a> })}
                    {delete.map(|href| view! { <a class="button" href=href data-dialog>{wording.say("named-delete")}</a> })}
                </div>
                <dl class="facts">
                    <div><dt>{wording.say("services-address")}</dt><dd>{address}</dd></div>
                    <div><dt>{wording.say("services-who")}</dt><dd>{who}</dd></div>
                    <div><dt>{wording.say("services-cap")}</dt><dd>{cap}</dd></div>
                </dl>
                <section class="section" aria-labelledby="areas">
                    <h2 class="section-title" id="areas">{wording.say("services-areas")}</h2>
                    {areas}
                </section>
            </div>
        </div>
    }
}
