//! Puts newer HTML in the place of what is shown, and leaves alone what says the same: focus and selection in it stay
//! where they are.

use leptos::prelude::document;
use web_sys::{Element, HtmlElement, HtmlInputElement, wasm_bindgen::JsCast};

/// On children that a change brought; the style shows it for a moment.
const CHANGED: &str = "data-changed";
/// Its value on rows that came after all others, wherever they belong.
const LAST: &str = "last";
/// On those that a change took out of the list.
const GONE: &str = "data-gone";

/// The element inside that a selector finds first.
pub fn find(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok().flatten()
}

/// All elements inside that a selector finds.
pub fn all(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|n| found.item(n)?.dyn_into().ok()).collect()
}

/// The element that an event happened to, if it is one of these.
pub fn target(event: &web_sys::Event, selector: &str) -> Option<Element> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.matches(selector).ok()?.then_some(element)
}

/// The element that an event happened to, or the nearest around it, that a selector names.
pub fn closest<T: JsCast>(event: &web_sys::Event, selector: &str) -> Option<T> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()??.dyn_into().ok()
}

/// As [`find`], as an element of its own kind.
pub fn get<T: JsCast>(element: &Element, selector: &str) -> Option<T> {
    find(element, selector)?.dyn_into().ok()
}

/// Shows or hides what a selector finds first.
pub fn reveal(element: &Element, selector: &str, shown: bool) {
    if let Some(found) = find(element, selector) {
        let _ = if shown { found.remove_attribute("hidden") } else { found.set_attribute("hidden", "") };
    }
}

/// Marks what a selector finds first as about to change, or no more.
pub fn busy(element: &Element, selector: &str, busy: bool) {
    if let Some(found) = find(element, selector) {
        let _ = if busy { found.set_attribute("aria-busy", "true") } else { found.remove_attribute("aria-busy") };
    }
}

/// An element that isn't in the page, with this content.
pub fn detached(html: &str) -> Option<Element> {
    let element = document().create_element("div").ok()?;
    element.set_inner_html(html);
    Some(element)
}

/// Replaces an element whole, unless it says the same already.
pub fn whole(old: &Element, new: &Element) {
    if old.outer_html() != new.outer_html() {
        replace(old, new);
    }
}

/// Puts one in the place of another: what had the focus in that, its like has in this.
fn replace(old: &Element, new: &Element) {
    let held = held_at(old);
    let _ = old.replace_with_with_node_1(new);
    if let Some(held) = held.and_then(|at| all(new, HELD).into_iter().nth(at)) {
        let _ = held.unchecked_into::<HtmlElement>().focus();
    }
}

/// Brings the children of `old` to those of `new`.
pub fn children(old: &Element, new: &Element) {
    let mut kept: Vec<(String, Element)> = list(old).into_iter().map(|child| (child.outer_html(), child)).collect();
    // Where the next child belongs: those before it are done.
    let mut place = old.first_element_child();
    for child in list(new) {
        let html = child.outer_html();
        let same = kept.iter().position(|(known, _)| *known == html).map(|at| kept.remove(at).1);
        match same {
            Some(same) if place.as_ref() == Some(&same) => place = same.next_element_sibling(),
            same => insert(old, &same.unwrap_or(child), place.as_ref()),
        }
    }
    for (_, gone) in kept {
        gone.remove();
    }
}

/// What can have the focus.
const HELD: &str = "a[href], button, input";

/// Which of an element's own that can have the focus has it.
fn held_at(element: &Element) -> Option<usize> {
    let active = document().active_element()?;
    all(element, HELD).iter().position(|own| *own == active)
}

/// What is ticked stays so in what takes its place.
fn keep_ticks(old: &Element, new: &Element) {
    for (old, new) in all(old, "input[type=checkbox]").into_iter().zip(all(new, "input[type=checkbox]")) {
        if let (Ok(old), Ok(new)) = (old.dyn_into::<HtmlInputElement>(), new.dyn_into::<HtmlInputElement>()) {
            new.set_checked(old.checked());
        }
    }
}

/// Which rows may have been pushed off their page by others that came: they haven't left the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    Nothing,
    /// The last ones: the list goes on after the page, which begins at a place of its own.
    Last,
    /// The first ones: the list goes on before the page, which ends at a place of its own.
    First,
}

/// Brings the rows of `old` to those of `new`, which the reader asked for; whose row it is, `data-key` says.
pub fn rows(old: &Element, new: &Element) {
    let active = document().active_element();
    for gone in list(old).iter().filter(|row| like(new, row).is_none()) {
        gone.remove();
    }
    for (number, row) in (0..).zip(list(new)) {
        let row = match like(old, &row) {
            Some(known) => {
                let _ = known.remove_attribute(CHANGED);
                renewed(&known, &row)
            }
            None => row,
        };
        let place = old.children().item(number);
        if place.as_ref() != Some(&row) {
            insert(old, &row, place.as_ref());
        }
    }
    // What is moved loses the focus.
    if let Some(active) = active.filter(|active| old.contains(Some(active))) {
        let _ = active.unchecked_into::<HtmlElement>().focus();
    }
}

/// Brings the news of `new` into the rows of `old` while somebody reads them, so nothing that is there moves: a known row
/// is renewed where it stands, and marked; one that is new comes after all others; one that has left says so, but for
/// those that were pushed off the page, which go. Gives whether the rows stand as they would if they were asked for.
pub fn news(old: &Element, new: &Element, pushed: Pushed) -> bool {
    let fresh = list(new);
    let order = keys(&fresh);
    let known = list(old);
    // One's own row is the first on every page, and one that came after the others has no place among them.
    let stays = |row: &&Element| like(new, row).is_some() && row.get_attribute(CHANGED).as_deref() != Some(LAST);
    let first = known.iter().skip(1).position(|row| stays(&row)).map(|number| number + 1);
    let last = known.iter().rposition(|row| stays(&row));
    for (number, row) in known.iter().enumerate() {
        if let Some(fresh) = like(new, row) {
            let before = row.get_attribute(CHANGED);
            let _ = row.remove_attribute(CHANGED);
            let shown = renewed(row, &fresh);
            if let Some(mark) = before.or_else(|| (shown != *row).then(String::new)) {
                let _ = shown.set_attribute(CHANGED, &mark);
            }
        } else if pushed == Pushed::Last && last.is_none_or(|last| number > last)
            || pushed == Pushed::First && first.is_none_or(|first| number < first)
        {
            row.remove();
        } else {
            let _ = row.set_attribute(GONE, "");
        }
    }
    for row in fresh.iter().filter(|row| like(old, row).is_none()) {
        let _ = row.set_attribute(CHANGED, LAST);
        let _ = old.append_child(row);
    }
    keys(&list(old)) == order
}

/// The row that stands where `known` stood, saying what `fresh` says: itself where it says so already.
fn renewed(known: &Element, fresh: &Element) -> Element {
    let _ = known.remove_attribute(GONE);
    if known.outer_html() == fresh.outer_html() {
        return known.clone();
    }
    keep_ticks(known, fresh);
    replace(known, fresh);
    fresh.clone()
}

/// Among these rows, that of the same person.
fn like(rows: &Element, row: &Element) -> Option<Element> {
    find(rows, &format!("[data-key=\"{}\"]", key(row)?))
}

fn keys(rows: &[Element]) -> Vec<Option<String>> {
    rows.iter().map(key).collect()
}

fn key(row: &Element) -> Option<String> {
    row.get_attribute("data-key")
}

/// The element's children.
fn list(element: &Element) -> Vec<Element> {
    let list = element.children();
    (0..list.length()).filter_map(|n| list.item(n)).collect()
}

/// Where it stands there already, it isn't touched: focus and selection in it stay.
fn insert(parent: &Element, child: &Element, before: Option<&Element>) {
    if child.parent_element().as_ref() == Some(parent) && child.next_element_sibling().as_ref() == before {
        return;
    }
    let before = before.map(JsCast::unchecked_ref::<web_sys::Node>);
    let _ = parent.insert_before(child, before);
}
