//! The browser's own: the address bar, and the stream that says that something changed.

use leptos::prelude::{document, set_timeout, window};
use std::{
    cell::{Cell, OnceCell, RefCell},
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::EventSource;

/// Until a stream that was refused is asked for again; each further time it is twice as long.
const PAUSE: Duration = Duration::from_secs(15);
/// Refusals in a row, about half an hour's, after which it is left: a page that nobody may see any more asks no further.
const MOST: u32 = 7;

/// Which list the address bar names, as the query of its URL.
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Shows the list's path in the address bar, so that a reload or a shared link gives the same list; on top of the one
/// before, which can be gone back to, or in its place.
///
/// Gives whether it is another than the bar named before.
pub fn show_path(path: &str, on_top: bool) -> bool {
    let is_other = path.strip_prefix("/users") != Some(&query());
    if let (true, Ok(history)) = (is_other, window().history()) {
        // Refused where a script does it too often: then the bar lags behind, no more.
        let _ = if on_top {
            history.push_state_with_url(&JsValue::NULL, "", Some(path))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(path))
        };
    }
    is_other
}

/// Calls back when the reader goes back or forward to another list that this page has shown.
pub fn on_return(returned: impl Fn() + 'static) {
    let returned = Closure::<dyn Fn()>::new(returned);
    let _ = window().add_event_listener_with_callback("popstate", returned.as_ref().unchecked_ref());
    returned.forget();
}

/// Calls back at each event of a stream, and whenever the stream opens: something may have changed while nobody listened.
/// The stream is opened again when it breaks, for as long as the page is open.
///
/// A page that nobody sees has no stream: over HTTP/1.1 a browser has six connections to a server for all its pages.
pub fn listen(url: &'static str, changed: impl Fn() + Copy + 'static) {
    // As long as the page lives.
    let stream: &'static Stream = Box::leak(Box::new(Stream {
        url,
        source: RefCell::default(),
        refused: Cell::new(0),
        listeners: OnceCell::new(),
    }));
    let listener = |event, heard: Box<dyn Fn()>| (event, Closure::wrap(heard));
    let _ = stream.listeners.set([
        listener("users", Box::new(changed)),
        listener(
            "open",
            Box::new(move || {
                stream.refused.set(0);
                changed();
            }),
        ),
        listener(
            "error",
            Box::new(move || {
                // It may be the reader who was refused, as the list then says.
                if stream.retry() {
                    changed();
                }
            }),
        ),
    ]);
    stream.follow();
    let follow = Closure::<dyn Fn()>::new(move || stream.follow());
    let _ = document().add_event_listener_with_callback("visibilitychange", follow.as_ref().unchecked_ref());
    follow.forget();
}

struct Stream {
    url: &'static str,
    /// Nothing while nobody sees the page.
    source: RefCell<Option<EventSource>>,
    /// How often in a row.
    refused: Cell<u32>,
    listeners: OnceCell<[Listener; 3]>,
}

/// An event's name, and who hears it.
type Listener = (&'static str, Closure<dyn Fn()>);

impl Stream {
    fn follow(&self) {
        let source = if document().hidden() { None } else { EventSource::new(self.url).ok() };
        if let Some(source) = &source {
            for (event, listener) in self.listeners.get().into_iter().flatten() {
                let _ = source.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            }
        }
        if let Some(before) = self.source.replace(source) {
            before.close();
        }
    }

    /// What broke the browser opens again by itself, but not what was refused, as by a proxy whose server is away. Gives
    /// whether it was, for the first time.
    fn retry(&'static self) -> bool {
        let times = self.refused.get();
        if !self.is_refused() || times >= MOST {
            return false;
        }
        self.refused.set(times + 1);
        let again = move || {
            // Another that was opened meanwhile, or was refused itself, has its own turn.
            if self.refused.get() == times + 1 && self.is_refused() {
                self.follow();
            }
        };
        set_timeout(again, PAUSE * 2_u32.pow(times));
        times == 0
    }

    fn is_refused(&self) -> bool {
        self.source.borrow().as_ref().is_some_and(|source| source.ready_state() == EventSource::CLOSED)
    }
}
