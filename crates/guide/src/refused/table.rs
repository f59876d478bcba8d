//! The shape of a row, and a way to write rows without noise.

use crate::{Remedy, Text};

/// One number of a platform's, in words.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    /// `errcode`.
    pub number: i64,
    /// The problem it is.
    pub code: &'static str,
    /// What happened.
    pub what: Text,
    /// What to do, best first. Never empty.
    pub remedies: &'static [Remedy],
}

/// `[do "中文", "English"]`, `[revisit Field]`, `[open WECHAT]`, `[report]`, `[wait]`.
macro_rules! remedy {
    (do $zh:literal, $en:literal) => {
        $crate::Remedy::Do($crate::Text::new($zh, $en))
    };
    (revisit $field:ident) => {
        $crate::Remedy::Revisit($crate::Field::$field)
    };
    (open $link:ident) => {
        $crate::Remedy::Open($crate::console::$link)
    };
    (report) => {
        $crate::Remedy::Do($crate::Text::new(
            "这是程序之间的调用差错，不是配置的问题；请把报告发给支持人员。",
            "This is a fault between programs, not of the setup; send the report to your support.",
        ))
    };
    (wait) => {
        $crate::Remedy::Do($crate::Text::new("等一分钟再检查。", "Check again in a minute."))
    };
}

/// Rows: number, problem code, the sentence in both languages, the remedies.
macro_rules! table {
    ($($number:literal $code:literal ($zh:literal, $en:literal) $([$($remedy:tt)*])+;)*) => {
        &[$($crate::refused::table::Refused {
            number: $number,
            code: $code,
            what: $crate::Text::new($zh, $en),
            remedies: &[$($crate::refused::table::remedy!($($remedy)*)),+],
        }),*]
    };
}

pub(super) use {remedy, table};
