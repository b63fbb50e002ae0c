//! What Parvis answers, read from its sources: a test that goes through all of it can't miss what is new.

use std::{fs, path::Path};

/// A line of the route table.
#[derive(Clone, Debug)]
pub struct Route {
    pub path: String,
    pub get: bool,
    pub post: bool,
}

/// The route table of `routes.rs`, without the folders of files.
pub fn all() -> Vec<Route> {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server/http/routes.rs")).unwrap();
    let routes: Vec<Route> = source
        .split(".route(\"")
        .skip(1)
        .map(|rest| {
            let (path, rest) = rest.split_once('"').unwrap();
            let methods = rest.lines().next().unwrap();
            Route { path: path.to_owned(), get: methods.contains("get("), post: methods.contains("post(") }
        })
        .collect();
    assert!(routes.len() > 15 && routes.iter().all(|route| route.get || route.post), "{routes:?}");
    routes
}

/// The endpoints of all server functions.
pub fn server_functions() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api");
    let mut names = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let functions = source.matches("#[server").count() - source.matches("#[server(default)]").count();
        let named = source.split("endpoint = \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        let before = names.len();
        names.extend(named);
        assert_eq!(names.len() - before, functions, "each server function has an endpoint of its own");
    }
    assert!(!names.is_empty());
    names
}
