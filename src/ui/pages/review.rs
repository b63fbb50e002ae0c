use crate::wording::Wording;
use leptos::prelude::*;

/// One thing that would change.
#[derive(Clone, Debug)]
pub struct ReviewLine {
    /// What, for how many.
    pub what: String,
    /// Whose names, the first of them; empty where they aren't said.
    pub who: String,
    /// The other names, where there are more, and how many.
    pub others: Option<(String, String)>,
}

/// What a change means to whom, before it is saved: it is sent again as it was, or gone back to.
#[component]
pub fn ReviewPage(
    wording: Wording,
    title: String,
    lead: String,
    lines: Vec<ReviewLine>,
    /// How many others it is about.
    #[prop(optional_no_strip)]
    others: Option<String>,
    /// Where everybody whom it is about is listed.
    #[prop(optional_no_strip)]
    list: Option<String>,
    /// Where the form goes.
    action: String,
    /// The form as it was sent.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let hidden = fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let hidden = hidden.collect_view();
    let see = wording.say("named-see-people");
    let list = list.map(|href| view! { " " <a href=href>{see}</a> });
    let others = others.map(|others| view! { <p class="muted">{others}{list}</p> });
    view! {
        <div class="page" data-width="form">
            <header class="page-header">
                <h1 class="page-title">{title}</h1>
                <p class="page-lead">{lead}</p>
            </header>
            <div class="stack" data-gap="large">
                <ReviewLines lines />
                {others}
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
pub fn ReviewLines(lines: Vec<ReviewLine>) -> impl IntoView {
    let line = |ReviewLine { what, who, others }| {
        let who = (!who.is_empty()).then(|| view! { <span class="muted">{who}</span> });
        let others = others.map(|(summary, names)| {
            view! { <details class="disclosure"><summary>{summary}</summary><p class="muted">{names}</p></details> }
        });
        view! { <li><b>{what}</b>{who}{others}</li> }
    };
    view! { <ul class="review" role="list">{lines.into_iter().map(line).collect_view()}</ul> }
}
