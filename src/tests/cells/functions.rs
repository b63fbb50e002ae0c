//! Each server function, for each actor, asked for what is one's own, another's, or nobody's.

use super::{
    says,
    scene::{ADMINISTRATOR, Actor, HOST, Scene},
    table::FUNCTIONS,
};
use crate::support::TestApp;
use parvis::domain::{
    access::{Area::Users, Catalogue, Granter, Level::Guest},
    id::DepartmentId,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// What a server function is asked for.
struct Asked {
    function: &'static str,
    thing: String,
    arguments: Value,
    /// Whether there is such a thing, for who may ask.
    is_there: Box<dyn Fn(&Actor) -> bool>,
}

/// Everything that is asked for.
async fn all(app: &TestApp, scene: &Scene) -> Vec<Asked> {
    let nobodys = Uuid::nil().to_string();
    let mut all = Vec::new();
    let mut ask = |function, thing: &str, arguments, is_there: Box<dyn Fn(&Actor) -> bool>| {
        all.push(Asked { function, thing: thing.to_owned(), arguments, is_there });
    };
    ask("check-addresses", "an address", json!({ "addresses": ["a@exemple.fr"] }), Box::new(|_| true));

    // Whom the list shows is looked at apart: what isn't there filters nobody in.
    ask("list-users", "everybody", json!({ "query": "" }), Box::new(|_| true));
    for (name, id, _) in &scene.departments {
        ask("list-users", name, json!({ "query": format!("department={id}") }), Box::new(|_| true));
    }

    let mut preview = |thing, id: &str, is_there| {
        ask("preview-role", thing, json!({ "fields": format!("role={id}") }), is_there);
    };
    preview("a new role", "", Box::new(|_| true));
    preview("a role that gives nothing", &scene.spare["{role}"][0], Box::new(|actor| actor.is_of_account));
    let holder = scene.actors.iter().find(|actor| actor.name == "custom role").expect("somebody who has one");
    let more = holder.rights.as_ref().expect("in").role.clone();
    let id = more.id.to_string();
    // Whoever may not give it has nothing to change in it.
    let is_given = move |actor: &Actor| {
        let rights = actor.rights.clone().expect("in");
        actor.is_of_account && Granter::new(rights, Catalogue::default()).gives(&more)
    };
    preview("a role that gives more than some have", &id, Box::new(is_given));
    preview("a built-in role", &app.role("user").await, Box::new(|_| false));
    let hosts: Uuid = app.value("SELECT id FROM roles WHERE name = 'Aide'").await;
    preview("a role of the instance's own account", &hosts.to_string(), Box::new(|actor| actor.name == HOST));
    preview("a role that isn't there", &nobodys, Box::new(|_| false));

    let mut follow = |thing, id: &str, is_there| ask("job-progress", thing, json!({ "id": id }), is_there);
    for (_, id, maker) in scene.made.iter().filter(|(name, ..)| *name == "{job}") {
        match *maker {
            Some(ADMINISTRATOR) => follow("the administrator's job", id, Box::new(|actor| actor.name == ADMINISTRATOR)),
            _ => follow("a job in the instance's own account", id, Box::new(|actor| actor.name == HOST)),
        }
    }
    follow("a job that isn't there", &nobodys, Box::new(|_| false));
    all
}

/// How many calls were tried, and what the model says of those that were answered otherwise.
pub(super) async fn tried(app: &TestApp, scene: &mut Scene) -> (usize, Vec<String>) {
    let all = all(app, scene).await;
    let (mut cells, mut wrong) = listed(scene).await;
    for (function, needs) in FUNCTIONS {
        let asked: Vec<&Asked> = all.iter().filter(|asked| asked.function == *function).collect();
        assert!(!asked.is_empty(), "{function}: say in `all` what it is asked for");
        for Asked { thing, arguments, is_there, .. } in asked {
            for actor in &mut scene.actors {
                let said = says(actor, needs, |_| is_there(actor));
                let status = actor.browser.call(function, arguments).await.status;
                cells += 1;
                if status != said.status_of_call() {
                    wrong.push(format!(
                        "{function} as {} on {thing}: {status}, and the model says {said:?}",
                        actor.name
                    ));
                }
            }
        }
    }
    (cells, wrong)
}

/// Whom the list of users shows: those whom its reader's scope holds, and by a department those of it, where the scope
/// holds it.
async fn listed(scene: &mut Scene) -> (usize, Vec<String>) {
    let Scene { actors, subjects, departments, .. } = scene;
    let by = departments.iter().map(|(name, id, department)| (*name, format!("department={id}"), Some(*department)));
    let (mut cells, mut wrong) = (0, Vec::new());
    for (thing, query, department) in by.chain([("everybody", String::new(), None)]) {
        for actor in &mut *actors {
            let Some(scope) = actor.rights.as_ref().and_then(|rights| rights.scope(Users, Guest)) else { continue };
            let list = actor.browser.call("list-users", &json!({ "query": query })).await.body;
            // One's own row is always there.
            let is_other = |id: &str| actor.oneself.as_ref().is_none_or(|oneself| oneself.id != id);
            for subject in subjects.iter().filter(|subject| !subject.is_missing && is_other(&subject.id)) {
                let is_of =
                    |department: DepartmentId| scope.holds([&department]) && subject.departments.contains(&department);
                let is_asked_for = department.is_none_or(|department| department.is_some_and(is_of));
                let is_shown = actor.is_of_account && scope.holds(&subject.departments) && is_asked_for;
                cells += 1;
                if list.contains(&subject.id) != is_shown {
                    wrong.push(format!(
                        "list-users as {} by {thing}: the model says of {} that it shows them: {is_shown}",
                        actor.name, subject.name
                    ));
                }
            }
        }
    }
    (cells, wrong)
}
