//! The browser's own: the address bar, and the stream that says that something changed.

use leptos::prelude::{document, window};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::EventSource;

/// Which list the address bar names, as the query of its URL.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Shows the list's path in the address bar, so that a reload or a shared link gives the same list.
pub fn show_path(path: &str) {
    if let Ok(history) = window().history() {
        // Refused where a script does it too often: then the bar lags behind, no more.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Calls back at each event of a stream, with `true`, and whenever the stream opens, with `false`: something may have
/// changed while nobody listened. The browser opens it again when it breaks, for as long as the page is open.
///
/// A page that nobody sees has no stream: over HTTP/1.1 a browser has six connections to a server for all its pages.
pub fn listen(url: &'static str, changed: impl Fn(bool) + Copy + 'static) {
    let listeners = [("users", true), ("open", false)]
        .map(|(event, news)| (event, Closure::<dyn Fn()>::new(move || changed(news))));
    let open: RefCell<Option<EventSource>> = RefCell::default();
    let follow = move || {
        let source = if document().hidden() { None } else { EventSource::new(url).ok() };
        if let Some(source) = &source {
            for (event, listener) in &listeners {
                let _ = source.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            }
        }
        if let Some(before) = open.replace(source) {
            before.close();
        }
    };
    follow();
    let follow = Closure::<dyn Fn()>::new(follow);
    let _ = document().add_event_listener_with_callback("visibilitychange", follow.as_ref().unchecked_ref());
    // As long as the page lives.
    follow.forget();
}
