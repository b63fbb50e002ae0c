use super::{Glyph, Icon};
use crate::{
    domain::{id::UserId, verb::Verb},
    wording::Wording,
};
use leptos::prelude::*;

/// "Actions": what can be done with one person, each a link to the page that says what will happen and asks.
///
/// Opens without script. No icons in it: there is one in each row of the list.
#[component]
pub fn VerbMenu(
    wording: Wording,
    id: UserId,
    /// The name, or the address: whom the button is about.
    name: String,
    /// What state and rights allow, from [`Verb::offered`]; without any there is no menu.
    verbs: Vec<Verb>,
    /// In a row: the button is three dots, and its words are for who hears them.
    compact: bool,
) -> impl IntoView {
    let item = |verb: Verb| {
        let tone = (verb == Verb::Delete).then_some("danger");
        let label = wording.say(&format!("verb-{}", verb.as_str()));
        view! { <li><a class="menu-item" href=verb.path(id) data-dialog data-tone=tone>{label}</a></li> }
    };
    let (ending, lasting): (Vec<Verb>, Vec<Verb>) =
        verbs.into_iter().filter(|verb| verb.is_for_one()).partition(|verb| verb.is_destructive());
    if ending.is_empty() && lasting.is_empty() {
        return None;
    }
    let divided = !ending.is_empty() && !lasting.is_empty();
    let list = |verbs: Vec<Verb>| {
        (!verbs.is_empty())
            .then(|| view! { <ul class="menu-list" role="list">{verbs.into_iter().map(item).collect_view()}</ul> })
    };
    let menu = format!("menu-{id}");
    let label = wording.say_with("verbs-of", &[("name", name.into())]);
    let button = if compact {
        view! {
            <button class="button" data-variant="quiet" data-size="small" data-shape="icon" type="button" popovertarget=menu.clone()>
                <Glyph icon=Icon::Dots />
                <span class="visually-hidden">{label.clone()}</span>
            </button>
        }
        .into_any()
    } else {
        view! {
            <button class="button" type="button" popovertarget=menu.clone()>
                {wording.say("verbs")}
                <Glyph icon=Icon::ChevronDown size="small" />
            </button>
        }
        .into_any()
    };
    Some(view! {
        {button}
        <div class="menu" id=menu popover="auto">
            {list(lasting)}
            {divided.then(|| view! { <hr /> })}
            {list(ending)}
        </div>
    })
}
