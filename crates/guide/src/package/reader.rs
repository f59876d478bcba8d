//! Every string of a script that a name stands for, with its exact place.

use std::collections::HashMap;
use std::ops::Range;

use oxc_ast::AstKind;
use oxc_ast::ast::{
    ArrayExpressionElement, ArrowFunctionBody, AssignmentTarget, BindingPattern, Expression,
    ObjectPropertyKind, PropertyKey,
};
use oxc_ast_visit::Visit;
use oxc_span::GetSpan;

use super::comment::Comments;
use super::surroundings::{Given, Lines, context};
use super::{Literal, Quote, address};

fn range(span: oxc_span::Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// A literal as it is met, before its surroundings are known.
struct Met {
    path: Vec<String>,
    value: String,
    span: Range<usize>,
    quote: Quote,
    owner: usize,
    uncertain: bool,
}

/// Walks the tree and keeps the path of names that leads to each value.
#[derive(Default)]
pub(super) struct Reader {
    paths: Vec<Vec<String>>,
    /// How many enclosing nodes make it uncertain that a value is the one used.
    doubts: usize,
    met: Vec<Met>,
    /// Paths that are given a value that is no literal.
    computed: Vec<Vec<String>>,
}

impl Reader {
    fn path(&self) -> Vec<String> {
        self.paths.last().cloned().unwrap_or_default()
    }

    fn enter(&mut self, name: Option<String>) {
        let mut path = self.path();
        path.extend(name);
        self.paths.push(path);
    }

    /// Notes `expression` as a value of the current path, if it is a literal.
    fn note(&mut self, expression: &Expression, owner: usize) -> bool {
        let (value, span, quote) = match expression.without_parentheses() {
            Expression::StringLiteral(literal) if !literal.lone_surrogates => {
                let double = literal.raw.is_some_and(|raw| raw.as_str().starts_with('"'));
                let quote = if double { Quote::Double } else { Quote::Single };
                (literal.value.to_string(), literal.span, quote)
            }
            Expression::TemplateLiteral(template) if template.is_no_substitution_template() => {
                match template.single_quasi() {
                    Some(value) if !template.quasis[0].lone_surrogates => {
                        (value.to_string(), template.span, Quote::Backtick)
                    }
                    _ => return false,
                }
            }
            _ => return false,
        };
        let path = self.path();
        if !path.is_empty() {
            let uncertain =
                self.doubts > 0 || path.iter().any(|name| address::is_environment(name));
            self.met.push(Met {
                path,
                value,
                span: range(span),
                quote,
                owner,
                uncertain,
            });
        }
        true
    }

    /// Notes the value that the current path is given.
    fn given(&mut self, value: &Expression, owner: usize) {
        if self.note(value, owner) {
            return;
        }
        match value.without_parentheses() {
            Expression::ObjectExpression(_)
            | Expression::FunctionExpression(_)
            | Expression::ArrowFunctionExpression(_)
            | Expression::ClassExpression(_) => {}
            // `{ serviceUrl }` uses the variable of that name and gives it nothing new.
            Expression::Identifier(name)
                if self.path().last().map(String::as_str) == Some(name.name.as_str()) => {}
            _ => {
                let path = self.path();
                if !path.is_empty() {
                    self.computed.push(path);
                }
            }
        }
    }

    /// The literals met, in their order.
    pub(super) fn finish(mut self, text: &str, comments: &Comments) -> Vec<Literal> {
        self.met.sort_by_key(|met| met.span.start);
        let given = Given::new(self.met.iter().map(|met| &met.path).chain(&self.computed));
        let mut lines = Lines::new(text);
        let lines: Vec<usize> = self
            .met
            .iter()
            .map(|met| lines.of(met.span.start))
            .collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut literals = Vec::with_capacity(self.met.len());
        for (index, met) in self.met.into_iter().enumerate() {
            let path = met.path.join(".");
            let again = given.more_than_once(&met.path);
            let count = counts.entry(path.clone()).or_default();
            *count += 1;
            let alone = (index == 0 || lines[index - 1] != lines[index])
                && lines.get(index + 1) != Some(&lines[index]);
            literals.push(Literal {
                id: if *count == 1 {
                    path
                } else {
                    format!("{path}#{count}")
                },
                file: "app.js".to_owned(),
                name: met.path.last().cloned().unwrap_or_default(),
                line: lines[index],
                context: context(text, &met.span),
                comment: comments.at(met.owner, met.span.end, alone),
                uncertain: met.uncertain || again,
                value: met.value,
                span: met.span,
                quote: met.quote,
            });
        }
        literals
    }
}

fn key_name(key: &PropertyKey) -> String {
    match key {
        PropertyKey::PrivateIdentifier(name) => format!("#{}", name.name),
        key => key
            .static_name()
            .map_or_else(|| "[…]".to_owned(), std::borrow::Cow::into_owned),
    }
}

/// The names of `a.b["c"]`, without a leading `this`, `exports` or `module.exports`; `None` where a part is computed.
fn target_path(target: &AssignmentTarget) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut object = match target {
        AssignmentTarget::AssignmentTargetIdentifier(name) => {
            return Some(vec![name.name.to_string()]);
        }
        target => {
            let member = target.as_member_expression()?;
            names.push(member.static_property_name()?.to_owned());
            member.object()
        }
    };
    loop {
        match object.without_parentheses() {
            Expression::Identifier(name) => {
                names.push(name.name.to_string());
                break;
            }
            Expression::ThisExpression(_) => break,
            inner => {
                let member = inner.as_member_expression()?;
                names.push(member.static_property_name()?.to_owned());
                object = member.object();
            }
        }
    }
    names.reverse();
    for head in [&["module", "exports"][..], &["exports"][..]] {
        if names.iter().take(head.len()).eq(head.iter()) {
            names.drain(..head.len());
            break;
        }
    }
    Some(names)
}

/// Whether a value inside `kind` may not be the one used.
fn is_doubtful(kind: &AstKind) -> bool {
    match kind {
        AstKind::IfStatement(_)
        | AstKind::ConditionalExpression(_)
        | AstKind::LogicalExpression(_)
        | AstKind::SwitchStatement(_)
        | AstKind::Function(_)
        | AstKind::ArrowFunctionExpression(_)
        | AstKind::ForStatement(_)
        | AstKind::ForInStatement(_)
        | AstKind::ForOfStatement(_)
        | AstKind::WhileStatement(_)
        | AstKind::DoWhileStatement(_)
        | AstKind::TryStatement(_)
        | AstKind::ArrayExpression(_)
        | AstKind::NewExpression(_) => true,
        // What else is called may change what it is given.
        AstKind::CallExpression(call) => !call.callee.is_specific_id("App"),
        AstKind::ObjectExpression(object) => object
            .properties
            .iter()
            .any(|property| matches!(property, ObjectPropertyKind::SpreadProperty(_))),
        _ => false,
    }
}

/// Whether `kind` leads the path on.
fn has_path(kind: &AstKind) -> bool {
    matches!(
        kind,
        AstKind::ObjectProperty(_)
            | AstKind::PropertyDefinition(_)
            | AstKind::MethodDefinition(_)
            | AstKind::VariableDeclarator(_)
            | AstKind::AssignmentExpression(_)
            | AstKind::Function(_)
            | AstKind::Class(_)
    )
}

impl<'a> Visit<'a> for Reader {
    fn enter_node(&mut self, kind: AstKind<'a>) {
        self.doubts += usize::from(is_doubtful(&kind));
        match kind {
            AstKind::ObjectProperty(property) => {
                self.enter(Some(key_name(&property.key)));
                self.given(&property.value, property.span.start as usize);
            }
            AstKind::PropertyDefinition(field) => {
                self.enter(Some(key_name(&field.key)));
                if let Some(value) = &field.value {
                    self.given(value, field.span.start as usize);
                }
            }
            AstKind::MethodDefinition(method) => self.enter(Some(key_name(&method.key))),
            AstKind::VariableDeclarator(variable) => {
                self.enter(match &variable.id {
                    BindingPattern::BindingIdentifier(name) => Some(name.name.to_string()),
                    _ => None,
                });
                if let Some(value) = &variable.init {
                    self.given(value, variable.span.start as usize);
                }
            }
            AstKind::AssignmentExpression(assignment) => {
                match target_path(&assignment.left) {
                    Some(path) => self.paths.push(path),
                    None => self.enter(Some("[…]".to_owned())),
                }
                if assignment.operator.is_assign() {
                    self.given(&assignment.right, assignment.span.start as usize);
                } else {
                    self.computed.push(self.path());
                }
            }
            AstKind::Function(function) => {
                self.enter(function.id.as_ref().map(|name| name.name.to_string()));
            }
            AstKind::Class(class) => {
                self.enter(class.id.as_ref().map(|name| name.name.to_string()));
            }
            AstKind::ReturnStatement(statement) => {
                if let Some(value) = &statement.argument {
                    self.note(value, statement.span.start as usize);
                }
            }
            AstKind::ArrowFunctionExpression(arrow) => {
                if let ArrowFunctionBody::FunctionBody(_) = arrow.body {
                } else if let Some(value) = arrow.body.as_expression() {
                    self.note(value, value.span().start as usize);
                }
            }
            AstKind::ConditionalExpression(choice) => {
                self.note(&choice.consequent, choice.consequent.span().start as usize);
                self.note(&choice.alternate, choice.alternate.span().start as usize);
            }
            AstKind::LogicalExpression(choice) => {
                self.note(&choice.left, choice.left.span().start as usize);
                self.note(&choice.right, choice.right.span().start as usize);
            }
            AstKind::ArrayExpression(list) => {
                for element in &list.elements {
                    if let ArrayExpressionElement::SpreadElement(_)
                    | ArrayExpressionElement::Elision(_) = element
                    {
                        continue;
                    }
                    if let Some(value) = element.as_expression() {
                        self.note(value, value.span().start as usize);
                    }
                }
            }
            _ => {}
        }
    }

    fn leave_node(&mut self, kind: AstKind<'a>) {
        self.doubts -= usize::from(is_doubtful(&kind));
        if has_path(&kind) {
            self.paths.pop();
        }
    }
}
