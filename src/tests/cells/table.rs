//! What each route and each server function asks for.

use parvis::domain::access::{
    Area::{self, Analytics, Billing, Departments, Exports, History, Roles, Services, Settings, Support, Users},
    Level::{self, Approver, Editor, Guest},
    Rights, Scope,
};

/// What a route asks for before it looks at anything else.
pub enum Need {
    /// The level in the whole account.
    Account(Area, Level),
    /// The level somewhere: what is shown or done is narrowed to there.
    Somewhere(Area, Level),
    Administrator,
    /// To be of the instance's own account: the first one here.
    OwnAccount,
    /// To be of another: in the instance's own there is nothing.
    OtherAccount,
    /// What comes after isn't asked of an agent of the support who is in another account: it is where one leaves it.
    OrAgent,
}
use Need::{Account, Administrator, OrAgent, OtherAccount, OwnAccount, Somewhere};

impl Need {
    /// Where these rights meet it; nothing where they don't.
    pub fn met_by(&self, rights: &Rights) -> Option<Scope> {
        match self {
            Account(area, level) => rights.scope(*area, *level).filter(|scope| *scope == Scope::Everywhere),
            Somewhere(area, level) => rights.scope(*area, *level),
            OwnAccount | OtherAccount | OrAgent => Some(Scope::Everywhere),
            Administrator => rights.role.is_administrator().then_some(Scope::Everywhere),
        }
    }
}

/// What stands in a route's path.
#[derive(Clone, Copy, PartialEq)]
pub enum On {
    /// Nothing, or something that isn't there: what is refused is refused before that is found out.
    Nothing,
    Person,
    Department,
}
use On::{Department, Nothing, Person};

/// Every route that needs more than being in. `{verb}` is one that none of these people's states allows.
pub const ROUTES: &[(&str, &str, &[Need], On)] = &[
    ("GET", "/users", &[Somewhere(Users, Guest)], Nothing),
    ("GET", "/users/live", &[Somewhere(Users, Guest)], Nothing),
    ("GET", "/users/{id}", &[Somewhere(Users, Guest)], Person),
    ("GET", "/users/{id}/edit", &[Somewhere(Users, Editor)], Person),
    ("POST", "/users/{id}/edit", &[Somewhere(Users, Editor)], Person),
    ("GET", "/users/{id}/link", &[Somewhere(Users, Approver)], Person),
    ("POST", "/users/{id}/link", &[Somewhere(Users, Approver)], Person),
    ("POST", "/users/{id}/sessions/{session}/end", &[Somewhere(Users, Approver)], Person),
    ("GET", "/users/{id}/{verb}", &[Somewhere(Users, Approver)], Person),
    ("POST", "/users/{id}/{verb}", &[Somewhere(Users, Approver)], Person),
    ("GET", "/users/{id}/address", &[Somewhere(Users, Approver)], Person),
    ("POST", "/users/{id}/address", &[Somewhere(Users, Approver)], Person),
    ("GET", "/users/{id}/rights", &[Somewhere(Users, Guest)], Person),
    ("GET", "/users/{id}/rights/{area}", &[Somewhere(Users, Approver)], Person),
    ("POST", "/users/{id}/rights/{area}", &[Somewhere(Users, Approver)], Person),
    ("GET", "/users/{id}/departments", &[Somewhere(Users, Guest)], Person),
    ("POST", "/users/{id}/departments", &[Somewhere(Users, Approver)], Person),
    ("GET", "/users/{id}/services", &[Account(Services, Editor), Somewhere(Users, Approver)], Person),
    ("POST", "/users/{id}/services", &[Account(Services, Editor), Somewhere(Users, Approver)], Person),
    ("GET", "/users/{id}/access-end", &[Somewhere(Users, Approver)], Person),
    ("POST", "/users/{id}/access-end", &[Somewhere(Users, Approver)], Person),
    ("GET", "/users/new", &[Somewhere(Users, Editor)], Nothing),
    ("GET", "/users/new/{draft}", &[Somewhere(Users, Editor)], Nothing),
    ("POST", "/users/new/{draft}", &[Somewhere(Users, Editor)], Nothing),
    ("GET", "/users/new/{draft}/services", &[Somewhere(Users, Editor)], Nothing),
    ("POST", "/users/new/{draft}/services", &[Somewhere(Users, Editor)], Nothing),
    ("GET", "/users/new/{draft}/options", &[Somewhere(Users, Editor)], Nothing),
    ("POST", "/users/new/{draft}/options", &[Somewhere(Users, Editor)], Nothing),
    ("GET", "/users/invite", &[Somewhere(Users, Approver)], Nothing),
    ("POST", "/users/invite", &[Somewhere(Users, Approver)], Nothing),
    ("GET", "/users/invite/{batch}", &[Somewhere(Users, Approver)], Nothing),
    ("GET", "/users/export.csv", &[Somewhere(Users, Guest), Somewhere(Exports, Guest)], Nothing),
    ("GET", "/users/import", &[Somewhere(Users, Approver)], Nothing),
    ("POST", "/users/import", &[Somewhere(Users, Approver)], Nothing),
    ("GET", "/users/import/{import}", &[Somewhere(Users, Approver)], Nothing),
    ("POST", "/users/import/{import}", &[Somewhere(Users, Approver)], Nothing),
    ("POST", "/users/import/{import}/report", &[Somewhere(Users, Approver)], Nothing),
    ("POST", "/users/import/{import}/run", &[Somewhere(Users, Approver)], Nothing),
    ("POST", "/users/bulk", &[Somewhere(Users, Approver)], Nothing),
    ("POST", "/users/bulk/run", &[Somewhere(Users, Approver)], Nothing),
    ("GET", "/departments", &[Somewhere(Departments, Guest)], Nothing),
    ("POST", "/departments", &[Account(Departments, Editor)], Nothing),
    ("GET", "/departments/{department}", &[Somewhere(Departments, Guest)], Department),
    ("POST", "/departments/{department}", &[Account(Departments, Editor)], Department),
    ("GET", "/departments/{department}/merge", &[Account(Departments, Approver)], Department),
    ("POST", "/departments/{department}/merge", &[Account(Departments, Approver)], Department),
    ("GET", "/departments/{department}/delete", &[Account(Departments, Approver)], Department),
    ("POST", "/departments/{department}/delete", &[Account(Departments, Approver)], Department),
    ("GET", "/services", &[Account(Services, Guest)], Nothing),
    ("GET", "/services/new", &[Account(Services, Editor)], Nothing),
    ("POST", "/services/new", &[Account(Services, Editor)], Nothing),
    ("POST", "/services/samples", &[Account(Services, Editor)], Nothing),
    ("GET", "/services/{service}", &[Account(Services, Guest)], Nothing),
    ("GET", "/services/{service}/edit", &[Account(Services, Editor)], Nothing),
    ("POST", "/services/{service}/edit", &[Account(Services, Editor)], Nothing),
    ("GET", "/services/{service}/picture", &[Account(Services, Guest)], Nothing),
    ("POST", "/services/{service}/picture", &[Account(Services, Editor)], Nothing),
    ("GET", "/services/{service}/delete", &[Account(Services, Approver)], Nothing),
    ("POST", "/services/{service}/delete", &[Account(Services, Approver)], Nothing),
    ("GET", "/roles", &[Account(Roles, Guest)], Nothing),
    ("GET", "/roles/new", &[Account(Roles, Editor)], Nothing),
    ("POST", "/roles/new", &[Account(Roles, Editor)], Nothing),
    ("GET", "/roles/{role}", &[Account(Roles, Guest)], Nothing),
    ("GET", "/roles/{role}/edit", &[Account(Roles, Editor)], Nothing),
    ("POST", "/roles/{role}/edit", &[Account(Roles, Editor)], Nothing),
    ("GET", "/roles/{role}/delete", &[Account(Roles, Approver)], Nothing),
    ("POST", "/roles/{role}/delete", &[Account(Roles, Approver)], Nothing),
    ("GET", "/rights", &[Account(Roles, Guest), Account(Users, Guest)], Nothing),
    ("GET", "/rights/export.csv", &[Account(Roles, Guest), Account(Users, Guest), Account(Exports, Guest)], Nothing),
    ("GET", "/requests", &[Account(Users, Approver)], Nothing),
    ("GET", "/requests/{request}", &[Account(Users, Approver)], Nothing),
    ("POST", "/requests/{request}", &[Account(Users, Approver)], Nothing),
    ("GET", "/analytics", &[Account(Analytics, Guest)], Nothing),
    ("GET", "/billing", &[Account(Billing, Guest)], Nothing),
    ("GET", "/billing/export.csv", &[Account(Billing, Guest), Account(Exports, Guest)], Nothing),
    ("GET", "/history", &[Somewhere(History, Guest)], Nothing),
    ("GET", "/history/export.csv", &[Somewhere(History, Guest), Somewhere(Exports, Guest)], Nothing),
    ("GET", "/history/export.json", &[Somewhere(History, Guest), Somewhere(Exports, Guest)], Nothing),
    ("GET", "/settings", &[Account(Settings, Guest)], Nothing),
    ("POST", "/settings", &[Account(Settings, Approver)], Nothing),
    ("POST", "/settings/test-mail", &[Account(Settings, Approver)], Nothing),
    ("GET", "/settings/policies/{version}", &[Account(Settings, Guest), Account(Users, Guest)], Nothing),
    (
        "GET",
        "/settings/policies/{version}/export.csv",
        &[Account(Settings, Guest), Account(Users, Guest), Account(Exports, Guest)],
        Nothing,
    ),
    ("GET", "/settings/support", &[Account(Settings, Guest), OtherAccount], Nothing),
    ("POST", "/settings/support", &[Account(Settings, Approver), OtherAccount], Nothing),
    ("GET", "/support", &[OrAgent, Account(Support, Guest), OwnAccount], Nothing),
    ("POST", "/support/{access}/enter", &[Account(Support, Guest), OwnAccount], Nothing),
    ("GET", "/exports", &[Account(Exports, Guest)], Nothing),
    ("POST", "/exports", &[Account(Exports, Guest)], Nothing),
    ("GET", "/exports/{export}/download", &[Account(Exports, Guest)], Nothing),
    ("POST", "/exports/{export}/delete", &[Account(Exports, Guest)], Nothing),
    ("GET", "/jobs", &[], Nothing),
    ("GET", "/jobs/{job}", &[], Nothing),
    ("POST", "/jobs/{job}/cancel", &[], Nothing),
    ("GET", "/mailbox", &[Administrator], Nothing),
    ("GET", "/mailbox/{message}", &[Administrator], Nothing),
    ("GET", "/mailbox/{message}/html", &[Administrator], Nothing),
    // Last: agents are out by it.
    ("POST", "/settings/support/end", &[Account(Settings, Approver)], Nothing),
];

/// What each server function needs; of what it is asked, `functions.rs` says.
pub const FUNCTIONS: &[(&str, &[Need])] = &[
    ("list-users", &[Somewhere(Users, Guest)]),
    ("check-addresses", &[Somewhere(Users, Approver)]),
    ("preview-role", &[Account(Roles, Editor)]),
    ("job-progress", &[]),
];
