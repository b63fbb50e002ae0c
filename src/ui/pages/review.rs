use crate::wording::Wording;
use leptos::prelude::*;

/// What a change means to whom, before it is saved: it is sent again as it was, or gone back to.
#[component]
pub fn ReviewPage(
    wording: Wording,
    title: String,
    lead: String,
    /// What would change, in words, with whose names.
    lines: Vec<(String, String)>,
    /// What else there is to say.
    #[prop(optional_no_strip)]
    others: Option<String>,
    /// Where the form goes.
    action: String,
    /// The form as it was sent.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let hidden = fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let hidden = hidden.collect_view();
    view! {
        <div class="page" data-width="form">
            <header class="page-header">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead">{lead}</p>
            </header>
            <div class="stack" data-gap="large">
                <ReviewLines lines />
                {others.map(|others| view! { <p class="muted">{others}</p> })}
                <form method="post" action=action>
                    {hidden}
                    <div class="actions">
                        <button class="button" data-variant="primary" type="submit" name="reviewed" value="yes">{wording.say("review-save")}</button>
                        <button class="button" type="submit" name="back" value="yes">{wording.say("review-back")}</button>
                    </div>
                </form>
            </div>
        </div>
    }
}

/// What would change, in words, with whose names.
#[component]
pub fn ReviewLines(lines: Vec<(String, String)>) -> impl IntoView {
    let line = |(what, who): (String, String)| {
        let who = (!who.is_empty()).then(|| view! { <span class="muted">{who}</span> });
        view! { <li><b>{what}</b>{who}</li> }
    };
    view! { <ul class="review" role="list">{lines.into_iter().map(line).collect_view()}</ul> }
}
