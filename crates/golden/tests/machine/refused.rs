//! What is refused, and in which words.

macro_rules! refused {
    ($($name:ident: $error:expr => $pattern:pat, $words:expr;)*) => {
        $(#[test] fn $name() {
            let error = $error;
            assert!(matches!(error, $pattern), "{error:?}");
            let text = error.to_string();
            assert!(text.contains($words), "{text}");
        })*
    };
}
