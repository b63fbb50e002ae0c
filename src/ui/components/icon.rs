//! The one set of icons: drawn on a 24 by 24 grid with round strokes in the text's colour.

/// An icon. What it is drawn with (`fill`, `stroke`, size) comes from the class `icon`, so that the markup is only
/// `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">` around [`Icon::path`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A warning triangle.
    Alert,
    /// Ordered from last to first.
    ArrowDown,
    /// Onwards.
    ArrowRight,
    /// Ordered from first to last.
    ArrowUp,
    /// Seats, what is paid for.
    Card,
    /// Figures.
    Chart,
    /// Done, valid.
    Check,
    /// Opens below.
    ChevronDown,
    /// Back, previous.
    ChevronLeft,
    /// Details, next.
    ChevronRight,
    /// Waiting, a deadline.
    Clock,
    /// Copy to the clipboard.
    Copy,
    /// Remove, close, failed.
    Cross,
    /// Parts of an organisation.
    Departments,
    /// More actions.
    Dots,
    /// Take a file along.
    Download,
    /// Leaves this site.
    External,
    /// Show the password.
    Eye,
    /// Hide the password.
    EyeOff,
    /// Filters.
    Filter,
    /// Language.
    Globe,
    /// The home page.
    Home,
    /// The built-in mailbox.
    Inbox,
    /// Good to know.
    Info,
    /// A password, an access.
    Key,
    /// Access refused.
    Lock,
    /// A message, an address.
    Mail,
    /// Opens the navigation.
    Menu,
    /// Add.
    Plus,
    /// Send again, try again.
    Refresh,
    /// Search.
    Search,
    /// Applications.
    Services,
    /// Settings.
    Settings,
    /// Privacy, protection.
    Shield,
    /// Sign out.
    SignOut,
    /// Generate.
    Spark,
    /// One user, a profile.
    User,
    /// Invite.
    UserPlus,
    /// Users.
    Users,
}

impl Icon {
    /// The markup inside the `<svg>`.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Alert => {
                r#"<path d="M10.3 4.6 2.9 17.5a2 2 0 0 0 1.7 3h14.8a2 2 0 0 0 1.7-3L13.7 4.6a2 2 0 0 0-3.4 0ZM12 9.5v4M12 17h.01"/>"#
            }
            Self::ArrowDown => r#"<path d="M12 4.5v15M6 13.5l6 6 6-6"/>"#,
            Self::ArrowUp => r#"<path d="M12 19.5v-15M6 10.5l6-6 6 6"/>"#,
            Self::Filter => r#"<path d="M3.5 6h17M7 12h10M10.5 18h3"/>"#,
            Self::ArrowRight => r#"<path d="M4.5 12h15M13.5 6l6 6-6 6"/>"#,
            Self::Card => r#"<rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="M3 10h18M6.75 14.5h3.5"/>"#,
            Self::Chart => r#"<path d="M4 19.5h16M7.5 16v-4.5M12 16V5M16.5 16V8.5"/>"#,
            Self::Check => r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#,
            Self::ChevronDown => r#"<path d="m6.5 9.5 5.5 5.5 5.5-5.5"/>"#,
            Self::ChevronLeft => r#"<path d="m14.5 6.5-5.5 5.5 5.5 5.5"/>"#,
            Self::ChevronRight => r#"<path d="m9.5 6.5 5.5 5.5-5.5 5.5"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.25V12l3.25 2"/>"#,
            Self::Copy => {
                r#"<rect x="8.5" y="8.5" width="12" height="12" rx="2.5"/><path d="M15.5 5.45A2.5 2.5 0 0 0 13 3.5H6A2.5 2.5 0 0 0 3.5 6v7a2.5 2.5 0 0 0 1.95 2.45"/>"#
            }
            Self::Cross => r#"<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>"#,
            Self::Departments => {
                r#"<rect x="8.75" y="3.75" width="6.5" height="5" rx="1.5"/><rect x="3.25" y="15.25" width="6.5" height="5" rx="1.5"/><rect x="14.25" y="15.25" width="6.5" height="5" rx="1.5"/><path d="M12 8.75V12M6.5 15.25V12h11v3.25"/>"#
            }
            Self::Dots => r#"<path stroke-width="2.75" d="M5.5 12h.01M12 12h.01M18.5 12h.01"/>"#,
            Self::Download => {
                r#"<path d="M12 4v11M7 10.5l5 5 5-5M4.5 15.5v2a2.5 2.5 0 0 0 2.5 2.5h10a2.5 2.5 0 0 0 2.5-2.5v-2"/>"#
            }
            Self::External => {
                r#"<path d="M13.5 4.5h6v6M19.5 4.5 11 13M17.5 14v3.5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2H10"/>"#
            }
            Self::Eye => {
                r#"<path d="M2.5 12C4.5 8 8 5.75 12 5.75S19.5 8 21.5 12c-2 4-5.5 6.25-9.5 6.25S4.5 16 2.5 12Z"/><circle cx="12" cy="12" r="2.75"/>"#
            }
            Self::EyeOff => {
                r#"<path d="M9.9 5.95c.7-.13 1.4-.2 2.1-.2 4 0 7.5 2.25 9.5 6.25a13.4 13.4 0 0 1-2.6 3.5M6.2 7.4A12.6 12.6 0 0 0 2.5 12c2 4 5.5 6.25 9.5 6.25 2.1 0 4-.6 5.7-1.7M10.05 10.05a2.75 2.75 0 0 0 3.9 3.9M4 4l16 16"/>"#
            }
            Self::Globe => {
                r#"<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.3 2.4 3.5 5.2 3.5 8.5s-1.2 6.1-3.5 8.5c-2.3-2.4-3.5-5.2-3.5-8.5s1.2-6.1 3.5-8.5Z"/>"#
            }
            Self::Home => {
                r#"<path d="M3.5 11 12 4l8.5 7M5.75 9.25V18a2 2 0 0 0 2 2h8.5a2 2 0 0 0 2-2V9.25M9.75 20v-4.25a2.25 2.25 0 0 1 4.5 0V20"/>"#
            }
            Self::Inbox => {
                r#"<path d="M3.5 13.5 6 6.4A2 2 0 0 1 7.9 5h8.2A2 2 0 0 1 18 6.4l2.5 7.1V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2ZM3.75 13.5H8l1.5 2.5h5l1.5-2.5h4.25"/>"#
            }
            Self::Info => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.25M12 7.75h.01"/>"#,
            Self::Key => {
                r#"<circle cx="8" cy="15.75" r="4.25"/><path d="m11.1 12.8 8.4-8.3M15.75 8.25l3 3M12.9 11.1l1.85 1.85"/>"#
            }
            Self::Lock => {
                r#"<rect x="4.75" y="10.5" width="14.5" height="9.75" rx="2.25"/><path d="M8 10.5V7.75a4 4 0 0 1 8 0v2.75M12 14.5v1.75"/>"#
            }
            Self::Mail => {
                r#"<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m3.6 7.4 7.1 5.3a2.2 2.2 0 0 0 2.6 0l7.1-5.3"/>"#
            }
            Self::Menu => r#"<path d="M4 7h16M4 12h16M4 17h10"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Refresh => {
                r#"<path d="M20 11.5A8 8 0 0 0 5.6 7.2L3.5 9.5M3.5 4.5v5h5M4 12.5a8 8 0 0 0 14.4 4.3l2.1-2.3M20.5 19.5v-5h-5"/>"#
            }
            Self::Search => r#"<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>"#,
            Self::Services => {
                r#"<rect x="4" y="4" width="6.5" height="6.5" rx="1.75"/><rect x="13.5" y="4" width="6.5" height="6.5" rx="1.75"/><rect x="4" y="13.5" width="6.5" height="6.5" rx="1.75"/><rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.75"/>"#
            }
            Self::Settings => {
                r#"<path d="M4 7.5h8.5M18 7.5h2M4 16.5h2M11.5 16.5H20"/><circle cx="15.25" cy="7.5" r="2.75"/><circle cx="8.75" cy="16.5" r="2.75"/>"#
            }
            Self::Shield => r#"<path d="M12 3.25 19 6v5.5c0 4.3-2.8 7.6-7 9.25-4.2-1.65-7-4.95-7-9.25V6Z"/>"#,
            Self::SignOut => {
                r#"<path d="M13.5 4.5H7a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h6.5M10.5 12h10M16.75 8.25 20.5 12l-3.75 3.75"/>"#
            }
            Self::Spark => {
                r#"<path d="M12 3.5c.6 4.9 3.1 7.6 8 8.5-4.9.9-7.4 3.6-8 8.5-.6-4.9-3.1-7.6-8-8.5 4.9-.9 7.4-3.6 8-8.5Z"/>"#
            }
            Self::User => r#"<circle cx="12" cy="8" r="3.75"/><path d="M5 20c.7-3.6 3.5-5.5 7-5.5s6.3 1.9 7 5.5"/>"#,
            Self::UserPlus => {
                r#"<circle cx="10" cy="8" r="3.75"/><path d="M3.25 20c.65-3.6 3.4-5.5 6.75-5.5 1.2 0 2.3.24 3.25.7M18 14v6M15 17h6"/>"#
            }
            Self::Users => {
                r#"<circle cx="9" cy="8" r="3.5"/><path d="M2.75 19.5c.6-3.4 3.1-5.25 6.25-5.25s5.65 1.85 6.25 5.25M15.5 4.85a3.4 3.4 0 0 1 0 6.3M17.6 14.6c1.95.8 3.2 2.5 3.65 4.9"/>"#
            }
        }
    }
}

/// The product's mark, an arch on a paved square, for `<svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">`.
pub const MARK: &str = r#"<path d="M4 21.2V14a12 12 0 0 1 24 0v7.2h-3.3V14a8.7 8.7 0 0 0-17.4 0v7.2Z"/><path class="brand-door" d="M10.3 21.2V14a5.7 5.7 0 0 1 11.4 0v7.2ZM11.2 23.6h9.6l2.4 6.4H8.8Z"/><path class="brand-stones" d="M3.9 23.6h5.3L6.6 30H1ZM22.8 23.6h5.3L31 30h-5.6Z"/>"#;
