//! Puts newer HTML in the place of what is shown, and leaves alone what says the same: focus and selection in it stay
//! where they are.

use leptos::prelude::document;
use web_sys::{Element, HtmlElement, HtmlInputElement, wasm_bindgen::JsCast};

/// On children that a change brought; the style shows it for a moment.
const CHANGED: &str = "data-changed";
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
        let _ = old.replace_with_with_node_1(new);
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

/// Brings the rows of `old` to those of `new`; whose row it is, `data-key` says. News come while one reads: then rows
/// that are new or say something else are marked, and one that has left stays in its place and says so, until the
/// reader asks for something. Where the list goes on after this page, the last ones may only have been pushed there:
/// those go.
pub fn rows(old: &Element, new: &Element, is_news: bool, goes_on: bool) {
    let known = list(old);
    let fresh = list(new);
    let find = |rows: &[Element], row: &Element| rows.iter().position(|other| key(other) == key(row));
    let last = known.iter().rposition(|row| find(&fresh, row).is_some());
    for (number, row) in known.iter().enumerate() {
        let _ = row.remove_attribute(CHANGED);
        if find(&fresh, row).is_none() {
            let pushed = goes_on && last.is_none_or(|last| number > last);
            if is_news && !pushed {
                let _ = row.set_attribute(GONE, "");
            } else {
                row.remove();
            }
        }
    }
    // Where the next row belongs: those before it are done, and those that stay though gone keep their place.
    let mut place = old.first_element_child();
    for row in &fresh {
        while place.as_ref().is_some_and(|row| row.has_attribute(GONE) && find(&fresh, row).is_none()) {
            place = place.and_then(|row| row.next_element_sibling());
        }
        let there = find(&known, row).map(|number| known[number].clone());
        if place.is_some() && place == there {
            place = place.and_then(|row| row.next_element_sibling());
        }
        match there {
            Some(there) if there.outer_html() == row.outer_html() => insert(old, &there, place.as_ref()),
            there => {
                let held = there.as_ref().and_then(held_at);
                if let Some(there) = there {
                    keep_ticks(&there, row);
                    there.remove();
                }
                if is_news {
                    let _ = row.set_attribute(CHANGED, "");
                }
                insert(old, row, place.as_ref());
                if let Some(held) = held.and_then(|at| all(row, HELD).into_iter().nth(at)) {
                    let _ = held.unchecked_into::<HtmlElement>().focus();
                }
            }
        }
    }
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
