mod form;

pub use form::{ServiceForm, ServiceFormPage};

use crate::{
    domain::{form::FieldErrors, picture::MOST_BYTES},
    ui::components::{Done, ErrorSummary, Field, FieldFrame, Glyph, Icon, Locked},
    wording::Wording,
};
use leptos::prelude::*;

/// What stands for a service: its picture, or its initials in a colour that its name decides.
#[derive(Clone, Debug)]
pub struct Mark {
    pub initials: String,
    pub tint: u8,
    /// Where its picture is.
    pub picture: Option<String>,
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
    match mark.picture {
        Some(src) => view! { <img class="avatar" src=src alt="" width="32" height="36" /> }.into_any(),
        None => view! {
            <span class="avatar" data-tint=mark.tint.to_string() aria-hidden="true">{mark.initials}</span>
        }
        .into_any(),
    }
}

/// Offers the sample catalogue, where an account has no service yet [S3.23, S5.6].
#[component]
pub fn Samples(wording: Wording) -> impl IntoView {
    view! {
        <form class="stack" method="post" action="/services/samples">
            <p class="empty-text">{wording.say("services-samples-text")}</p>
            <div><button class="button" type="submit">{wording.say("services-samples")}</button></div>
        </form>
    }
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
                {may_add.then(|| view! { <Samples wording=wording.clone() /> })}
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

/// One service, in the reader's words.
#[derive(Clone, Debug)]
pub struct ServiceView {
    pub mark: Mark,
    pub name: String,
    pub url: String,
    /// Who has it.
    pub who: String,
    /// How far department roles go in it.
    pub cap: String,
    pub areas: Vec<String>,
    /// Where those to whom it is assigned are listed, for who sees people.
    pub list: Option<String>,
    /// Where it is edited, for who may.
    pub edit: Option<String>,
    /// Where a picture is sent, for who may.
    pub picture: Option<String>,
    /// Where it is deleted, for who may.
    pub delete: Option<String>,
}

/// One service, to read.
#[component]
pub fn ServicePage(
    wording: Wording,
    service: ServiceView,
    done: Option<String>,
    /// Of the picture.
    errors: FieldErrors,
) -> impl IntoView {
    let ServiceView { mark, name, url, who, cap, areas, list, edit, picture, delete } = service;
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
    let has_picture = mark.picture.is_some();
    let picture = picture.map(|action| {
        view! { <PictureForm wording=wording.clone() action has_picture errors=errors.clone() /> }
    });
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/services"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("services-title")}</a>
            <ErrorSummary wording=wording.clone() errors=errors.clone() />
            <Done done />
            <header class="page-header"><h1 class="page-title" data-figure><Figure mark />{name}</h1></header>
            <div class="stack" data-gap="large">
                <div class="cluster">
                    {edit.map(|href| view! { <a class="button" data-variant="primary" href=href>{wording.say("named-edit")}</a> })}
                    {list.map(|href| view! { <a class="button" href=href>{wording.say("named-see-people")}</a> })}
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
                {picture}
            </div>
        </div>
    }
}

/// Sends a picture, or takes it away: a form of its own, since files aren't typed again.
#[component]
fn PictureForm(wording: Wording, action: String, has_picture: bool, errors: FieldErrors) -> impl IntoView {
    let field = Field::new("picture", wording.say("services-picture-file"), "")
        .hint(wording.say_with("services-picture-hint", &[("most", (MOST_BYTES / 1024).into())]))
        .error(&wording, errors.get("picture"));
    let (described_by, invalid) = (field.described_by(), field.invalid());
    let remove = has_picture.then(|| {
        view! { <button class="button" type="submit" name="remove" value="yes" formnovalidate>{wording.say("services-picture-remove")}</button> }
    });
    view! {
        <section class="section" aria-labelledby="picture-title">
            <h2 class="section-title" id="picture-title">{wording.say("services-picture")}</h2>
            <form class="stack" method="post" action=action enctype="multipart/form-data">
                <FieldFrame field>
                    <input
                        class="input"
                        type="file"
                        id="picture"
                        name="picture"
                        accept="image/png,image/jpeg,image/webp"
                        aria-describedby=described_by
                        aria-invalid=invalid
                        required
                    />
                </FieldFrame>
                <div class="actions">
                    <button class="button" type="submit">{wording.say("services-picture-save")}</button>
                    {remove}
                </div>
            </form>
        </section>
    }
}
