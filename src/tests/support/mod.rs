//! A whole Parvis a test: its own database, a clock that stands until told, numbers that repeat.

pub mod app;
pub mod browser;
pub mod forms;
mod kept;
pub mod links;
pub mod mails;
pub mod routes;
pub mod smtp;
mod template;

pub use app::TestApp;
pub use browser::{Answer, Browser};

/// Makes each test twice, as `sqlite::…` and as `postgres::…`: the engines can't drift apart unseen.
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* async fn $name:ident($app:ident: $kind:ty) $body:block)*) => {
        mod sqlite {
            use super::*;
            $($(#[$attribute])* #[tokio::test] async fn $name() {
                let $app: $kind = $crate::support::TestApp::sqlite().await;
                $body
            })*
        }
        mod postgres {
            use super::*;
            $($(#[$attribute])* #[tokio::test] async fn $name() {
                let $app: $kind = $crate::support::TestApp::postgres().await;
                $body
            })*
        }
    };
}
pub(crate) use on_both_engines;
