use crate::{
    domain::{form::FieldErrors, text::RequestText},
    ui::components::{Done, ErrorSummary, Field, Glyph, Icon, TextArea, TextInput},
    wording::Wording,
};
use leptos::prelude::*;

/// Somebody's wish for more access, in the reader's words.
#[derive(Clone, Debug)]
pub struct RequestView {
    pub id: String,
    pub name: String,
    /// The person's page.
    pub details: String,
    /// A level and an area.
    pub wish: String,
    /// The level as the form sends it back.
    pub level: &'static str,
    /// The person's own words; may be empty.
    pub reason: String,
    pub asked: String,
    /// What became of it, and the words of who answered, which may be empty; nothing where it waits.
    pub answered: Option<(String, String)>,
}

/// What waits for an answer, the oldest first [S2.9].
#[component]
pub fn RequestsPage(
    wording: Wording,
    requests: Vec<RequestView>,
    /// What was answered just now.
    done: Option<String>,
    /// How many wait, where not all are shown.
    more: Option<String>,
) -> impl IntoView {
    let is_empty = requests.is_empty();
    let rows = requests.into_iter().map(|request| {
        let path = format!("/requests/{}", request.id);
        let named = || [("name", request.name.as_str().into()), ("wish", request.wish.as_str().into())];
        view! {
            <li class="request">
                <div class="request-text">
                    <p><a href=request.details.clone()><b>{request.name.clone()}</b></a>" "{wording.say("requests-asks")}" "<b>{request.wish.clone()}</b></p>
                    {(!request.reason.is_empty()).then(|| view! { <blockquote class="request-reason">{request.reason.clone()}</blockquote> })}
                    <p class="muted">{request.asked.clone()}</p>
                </div>
                <form class="request-answers" method="post" action=path.clone()>
                    <input type="hidden" name="level" value=request.level />
                    <button class="button" data-variant="primary" type="submit" name="answer" value="give"
                        aria-label=wording.say_with("requests-give-to", &named())>{wording.say("requests-give")}</button>
                    <button class="button" type="submit" name="answer" value="deny"
                        aria-label=wording.say_with("requests-deny-to", &named())>{wording.say("requests-deny")}</button>
                    <a class="button" data-variant="quiet" href=path.clone() data-dialog aria-label=wording.say_with("requests-open-of", &named())>
                        {wording.say("requests-open")}
                    </a>
                </form>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="page">
            <header class="page-header">
                <h1 class="page-title">{wording.say("requests-title")}</h1>
                <p class="page-lead">{wording.say("requests-lead")}</p>
            </header>
            <Done done />
            {is_empty.then(|| view! {
                <div class="empty">
                    <div class="empty-figure"><Glyph icon=Icon::Key size="large" /></div>
                    <h2 class="empty-title">{wording.say("requests-empty-title")}</h2>
                    <p class="empty-text">{wording.say("requests-empty-text")}</p>
                </div>
            })}
            {(!is_empty).then(|| view! { <ul class="requests">{rows}</ul> })}
            {more.map(|more| view! { <p class="muted">{more}</p> })}
        </div>
    }
}

/// One, answered with a last day or a word.
#[component]
pub fn RequestPage(
    wording: Wording,
    request: RequestView,
    /// What the person has there now.
    has: String,
    /// Why there is nothing for the reader to answer: how it was answered meanwhile, or that others will.
    answered: Option<String>,
    ends_on: String,
    words: String,
    errors: FieldErrors,
) -> impl IntoView {
    let title = wording.say_with("request-title", &[("name", request.name.as_str().into())]);
    let ends_on = Field::new("ends_on", wording.say("request-ends-on"), &ends_on)
        .hint(wording.say("request-ends-on-hint"))
        .error(&wording, errors.get("ends_on"));
    let words = Field::new("words", wording.say("request-words"), &words)
        .hint(wording.say_with("restricted-reason-hint", &[("most", RequestText::MOST.into())]))
        .error(&wording, errors.get("words"));
    let action = format!("/requests/{}", request.id);
    let answer = match answered {
        Some(answered) => view! {
            <p>{answered}</p>
            <div class="actions"><a class="button" href="/requests" data-close>{wording.say("requests-back")}</a></div>
        }
        .into_any(),
        None => view! {
            <form class="stack" method="post" action=action>
                <p>{wording.say("request-holds")}</p>
                <input type="hidden" name="level" value=request.level />
                <TextInput field=ends_on kind="date" autocomplete="off" required=false />
                <TextArea field=words most=RequestText::MOST />
                <div class="actions">
                    <a class="button" data-variant="quiet" href="/requests" data-close>{wording.say("cancel")}</a>
                    <button class="button" type="submit" name="answer" value="deny">{wording.say("requests-deny")}</button>
                    <button class="button" data-variant="primary" type="submit" name="answer" value="give">{wording.say("requests-give")}</button>
                </div>
            </form>
        }
        .into_any(),
    };
    view! {
        <div class="page" data-width="form">
            <a class="page-back" href="/requests"><Glyph icon=Icon::ChevronLeft size="small" />{wording.say("requests-title")}</a>
            <ErrorSummary wording errors />
            <section class="stack" data-part="confirm">
                <h1 class="dialog-title" id="confirm-title">{title}</h1>
                <div class="stack" data-gap="small" id="confirm-text">
                    <p id="level" tabindex="-1"><b>{request.wish}</b></p>
                    {(!request.reason.is_empty()).then(|| view! { <blockquote class="request-reason">{request.reason}</blockquote> })}
                    <p class="muted">{request.asked}" "{has}</p>
                </div>
                {answer}
            </section>
        </div>
    }
}
