//! JSON as it stands in a file, and the way to each value, so that an error can name it.
//!
//! Read by hand: derived readers of the same format weigh several times as much in the page.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::ScenarioError;

/// A JSON value. Objects keep every field, in its order.
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(u64),
    Negative(i64),
    /// A number that is not whole, or past 64 bits.
    Inexact,
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// A value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    json: &'a Json,
    place: Place<'a>,
}

#[derive(Clone, Copy)]
enum Place<'a> {
    File,
    Field(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    /// The whole file.
    pub(super) fn file(json: &'a Json) -> At<'a> {
        At { json, place: Place::File }
    }

    /// What is wrong with this value.
    pub(super) fn fault(&self, what: impl fmt::Display) -> ScenarioError {
        ScenarioError::Json(match self.place {
            Place::File => what.to_string(),
            _ => format!("`{self}`: {what}"),
        })
    }

    fn other(&self, expected: &str) -> ScenarioError {
        let found: &dyn fmt::Display = match self.json {
            Json::Null => &"null",
            Json::Bool(_) => &"true or false",
            Json::Number(number) => number,
            Json::Negative(number) => number,
            Json::Inexact => &"a number with a fraction or past 64 bits",
            Json::Text(_) => &"a text",
            Json::List(_) => &"a list",
            Json::Object(_) => &"an object",
        };
        self.fault(format_args!("expected {expected}, found {found}"))
    }

    pub(super) fn number(&self) -> Result<u64, ScenarioError> {
        match self.json {
            Json::Number(number) => Ok(*number),
            _ => Err(self.other("a whole number")),
        }
    }

    pub(super) fn bool(&self) -> Result<bool, ScenarioError> {
        match self.json {
            Json::Bool(bool) => Ok(*bool),
            _ => Err(self.other("true or false")),
        }
    }

    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&'a str> {
        match self.json {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Result<&'a str, ScenarioError> {
        self.as_text().ok_or_else(|| self.other("a text"))
    }

    /// What `read` makes of each item of the list.
    pub(super) fn list<T>(
        &self,
        read: impl Fn(At) -> Result<T, ScenarioError>,
    ) -> Result<Vec<T>, ScenarioError> {
        let Json::List(items) = self.json else {
            return Err(self.other("a list"));
        };
        let items = items
            .iter()
            .enumerate()
            .map(|(index, json)| read(At { json, place: Place::Item(self, index) }));
        items.collect()
    }

    /// The fields of an object, whatever their names.
    pub(super) fn entries(&self) -> Result<impl Iterator<Item = (&str, At<'_>)>, ScenarioError> {
        let Json::Object(fields) = self.json else {
            return Err(self.other("an object"));
        };
        Ok(fields.iter().map(move |(name, json)| {
            let place = Place::Field(self, name);
            (name.as_str(), At { json, place })
        }))
    }

    /// Refuses an object with a field that is not `known`, or twice there.
    pub(super) fn has_only(&self, known: &[&str]) -> Result<(), ScenarioError> {
        let mut seen: Vec<&str> = Vec::new();
        for (name, _) in self.entries()? {
            let what = match known.contains(&name) {
                false => "unknown field",
                true if seen.contains(&name) => "twice the field",
                true => {
                    seen.push(name);
                    continue;
                }
            };
            return Err(self.fault(format_args!("{what} `{name}`: there are {}", known.join(", "))));
        }
        Ok(())
    }

    /// A field of an object, unless it is missing or null.
    pub(super) fn field(&self, name: &'a str) -> Option<At<'_>> {
        let Json::Object(fields) = self.json else {
            return None;
        };
        let (_, json) = fields.iter().find(|(known, _)| known == name)?;
        let place = Place::Field(self, name);
        Some(At { json, place }).filter(|at| !matches!(at.json, Json::Null))
    }

    /// A field of an object that has to be there.
    pub(super) fn need(&self, name: &'a str) -> Result<At<'_>, ScenarioError> {
        self.field(name).ok_or_else(|| self.fault(format_args!("missing field `{name}`")))
    }
}

/// The way to the value: `variants[2].name`.
impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::File => Ok(()),
            Place::Field(object, name) => match object.place {
                Place::File => f.write_str(name),
                _ => write!(f, "{object}.{name}"),
            },
            Place::Item(list, index) => write!(f, "{list}[{index}]"),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, bool: bool) -> Result<Json, E> {
        Ok(Json::Bool(bool))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Negative(number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Inexact)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(field) = fields.next_entry()? {
            object.push(field);
        }
        Ok(Json::Object(object))
    }
}
