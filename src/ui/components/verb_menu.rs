//! "Actions": what can be done with one person. Put together as text, since it stands in each row of the list.

use super::{Icon, glyph::icon_markup};
use crate::{
    domain::{id::UserId, verb::Verb},
    wording::Wording,
};
use leptos::prelude::*;
use maud::{Markup, html};

/// What all menus of a page say.
#[derive(Clone, Debug)]
pub struct VerbWords {
    wording: Wording,
    verbs: String,
    labels: [String; Verb::ALL.len()],
}

impl VerbWords {
    #[must_use]
    pub fn new(wording: &Wording) -> Self {
        let labels = Verb::ALL.map(|verb| wording.say(&format!("verb-{}", verb.as_str())));
        Self { wording: wording.clone(), verbs: wording.say("verbs"), labels }
    }

    fn label(&self, verb: Verb) -> &str {
        Verb::ALL.iter().position(|each| *each == verb).map_or("", |at| &self.labels[at])
    }
}

/// A menu whose items are links to the pages that say what will happen, and ask. It opens without script. No icons in
/// it: there is one in each row of the list.
///
/// `verbs` are what state and rights allow, from [`Verb::offered`]; without any there is no menu. In a row it is
/// compact: the button is three dots, and its words are for who hears them.
pub fn verb_menu(words: &VerbWords, id: UserId, name: &str, verbs: &[Verb], compact: bool) -> Markup {
    let offered = || verbs.iter().copied().filter(|verb| verb.is_for_one());
    let is_any = |destructive: bool| offered().any(|verb| verb.is_destructive() == destructive);
    let list = |destructive: bool| {
        html! {
            ul class="menu-list" role="list" {
                @for verb in offered().filter(|verb| verb.is_destructive() == destructive) {
                    li {
                        a class="menu-item" href=(verb.path(id)) data-dialog
                            data-tone=[(verb == Verb::Delete).then_some("danger")] { (words.label(verb)) }
                    }
                }
            }
        }
    };
    html! {
        @if offered().next().is_some() {
            @if compact {
                button class="button" data-variant="quiet" data-size="small" data-shape="icon" type="button"
                    popovertarget={ "menu-" (id) } {
                    (icon_markup(Icon::Dots, None))
                    span class="visually-hidden" { (words.wording.say_with("verbs-of", &[("name", name.into())])) }
                }
            } @else {
                button class="button" type="button" popovertarget={ "menu-" (id) } {
                    (words.verbs)
                    (icon_markup(Icon::ChevronDown, Some("small")))
                }
            }
            div class="menu" id={ "menu-" (id) } popover="auto" {
                @if is_any(false) { (list(false)) }
                @if is_any(false) && is_any(true) { hr; }
                @if is_any(true) { (list(true)) }
            }
        }
    }
}

/// The same among views.
#[component]
pub fn VerbMenu(wording: Wording, id: UserId, name: String, verbs: Vec<Verb>) -> impl IntoView {
    let menu = verb_menu(&VerbWords::new(&wording), id, &name, &verbs, false).into_string();
    (!menu.is_empty()).then(|| view! { <div inner_html=menu></div> })
}
