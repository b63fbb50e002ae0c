use parvis::{
    api::{CheckedAddresses, Known},
    domain::{address::AddressProblem, error::AppError},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The arguments of a server function, in their order; what isn't given is empty.
pub fn arguments(name: &str, given: &Value) -> Vec<u8> {
    let text = |field: &str| given[field].as_str().unwrap_or_default().to_owned();
    match name {
        "check-addresses" => {
            let addresses: Vec<String> = read(&given["addresses"]);
            let problems: Vec<AddressProblem> = read(&given["problems"]);
            let known: Known = read(&given["known"]);
            write(&(addresses, problems, known))
        }
        "preview-role" => write(&text("fields")),
        "job-progress" => write(&(text("id"), text("query"))),
        "list-users" => write(&(text("query"), given["is_news"].as_bool().unwrap_or_default())),
        _ => write(&text("query")),
    }
}

/// What was answered, as JSON; as text where it is neither an answer nor an error of a server function.
pub fn answer(name: &str, is_good: bool, bytes: &[u8]) -> String {
    let json = match (is_good, name) {
        (true, "check-addresses") => told::<CheckedAddresses>(bytes),
        (true, _) => told::<String>(bytes),
        (false, _) => told::<AppError>(bytes),
    };
    json.unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}

fn read<T: DeserializeOwned + Default>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

fn write(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap()
}

fn told<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Option<String> {
    let (value, rest) = postcard::take_from_bytes::<T>(bytes).ok()?;
    if rest.is_empty() { serde_json::to_string(&value).ok() } else { None }
}
