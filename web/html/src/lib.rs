//! What the page is drawn with: yew, whose `html!` takes less room here.
//!
//! What `html!` writes at every element and text starts with `::yew`, and the page knows this
//! crate by that name. So the few functions it calls most are ours: each is compiled once, where
//! yew's are compiled again wherever they are called. They make the same nodes.

pub use yew::*;

/// yew's.
pub mod functional {
    pub use yew::functional::*;
}

/// yew's.
pub mod prelude {
    pub use yew::prelude::*;
}

/// yew's, but for an element's `ref` and its children.
pub mod html {
    use yew::virtual_dom::{VList, VNode};

    pub use yew::html::*;

    /// What `html!` calls to make one node of several.
    pub struct ChildrenRenderer;

    impl ChildrenRenderer {
        /// The node.
        #[inline(never)]
        #[allow(clippy::new_ret_no_self)]
        pub fn new(children: Vec<VNode>) -> VNode {
            VList::from(children).into()
        }
    }

    /// An element's `ref`: most have none.
    #[derive(Default)]
    pub struct NodeRef(pub(crate) Option<yew::NodeRef>);

    impl IntoPropValue<NodeRef> for yew::NodeRef {
        #[inline]
        fn into_prop_value(self) -> NodeRef {
            NodeRef(Some(self))
        }
    }

    impl IntoPropValue<NodeRef> for &yew::NodeRef {
        #[inline]
        fn into_prop_value(self) -> NodeRef {
            NodeRef(Some(self.clone()))
        }
    }
}

/// yew's, but for what an expression between the tags becomes.
pub mod utils {
    use std::marker::PhantomData;

    use yew::virtual_dom::VNode;

    pub use yew::utils::*;

    /// The nodes of one expression of type `T`.
    pub struct NodeSeq<T, N>(Vec<N>, PhantomData<T>);

    impl<T: Into<VNode>> From<T> for NodeSeq<T, VNode> {
        #[inline]
        fn from(node: T) -> Self {
            Self(one(node.into()), PhantomData)
        }
    }

    impl<T: Into<VNode>> From<Option<T>> for NodeSeq<T, VNode> {
        #[inline]
        fn from(node: Option<T>) -> Self {
            Self(at_most_one(node.map(Into::into)), PhantomData)
        }
    }

    impl<T: Into<VNode>> From<Vec<T>> for NodeSeq<T, VNode> {
        #[inline]
        fn from(nodes: Vec<T>) -> Self {
            Self(nodes.into_iter().map(Into::into).collect(), PhantomData)
        }
    }

    impl<T, N> IntoIterator for NodeSeq<T, N> {
        type Item = N;
        type IntoIter = std::vec::IntoIter<N>;

        #[inline]
        fn into_iter(self) -> Self::IntoIter {
            self.0.into_iter()
        }
    }

    #[inline(never)]
    fn one(node: VNode) -> Vec<VNode> {
        vec![node]
    }

    #[inline(never)]
    fn at_most_one(node: Option<VNode>) -> Vec<VNode> {
        node.into_iter().collect()
    }
}

/// yew's, but for how elements and texts are made.
pub mod virtual_dom {
    use std::mem::forget;

    use super::html::NodeRef;

    pub use yew::virtual_dom::*;

    /// What `html!` calls to make an element.
    pub struct VTag;

    /// The functions are named by `html!`. What they forget owns nothing: its drop would be
    /// compiled at every element.
    impl VTag {
        /// Any but the two below.
        #[inline(always)]
        pub fn __new_other(
            tag: AttrValue,
            node_ref: NodeRef,
            key: Option<Key>,
            attributes: Attributes,
            listeners: listeners::Listeners,
            children: VNode,
        ) -> VNode {
            let AttrValue::Static(name) = tag else {
                return element(tag, node_ref.0, key, attributes, listeners, children);
            };
            let plain = node_ref.0.is_none()
                && key.is_none()
                && matches!(listeners, listeners::Listeners::None);
            if !plain {
                return element(tag, node_ref.0, key, attributes, listeners, children);
            }
            forget((tag, node_ref, key, listeners));
            if let Attributes::Static(fixed) = attributes {
                forget(attributes);
                return fixed_element(name, fixed, children);
            }
            plain_element(name, attributes, children)
        }

        /// An `<input>`.
        #[inline(never)]
        pub fn __new_input(
            value: Option<AttrValue>,
            checked: Option<bool>,
            node_ref: NodeRef,
            key: Option<Key>,
            attributes: Attributes,
            listeners: listeners::Listeners,
        ) -> VNode {
            let node_ref = node_ref.0.unwrap_or_default();
            yew::virtual_dom::VTag::__new_input(
                value, checked, node_ref, key, attributes, listeners,
            )
            .into()
        }

        /// A `<textarea>`.
        #[inline(never)]
        pub fn __new_textarea(
            value: Option<AttrValue>,
            defaultvalue: Option<AttrValue>,
            node_ref: NodeRef,
            key: Option<Key>,
            attributes: Attributes,
            listeners: listeners::Listeners,
        ) -> VNode {
            let node_ref = node_ref.0.unwrap_or_default();
            yew::virtual_dom::VTag::__new_textarea(
                value,
                defaultvalue,
                node_ref,
                key,
                attributes,
                listeners,
            )
            .into()
        }
    }

    #[inline(never)]
    fn fixed_element(
        tag: &'static str,
        fixed: &'static [(&'static str, AttributeOrProperty)],
        children: VNode,
    ) -> VNode {
        plain_element(tag, Attributes::Static(fixed), children)
    }

    #[inline(never)]
    fn plain_element(tag: &'static str, attributes: Attributes, children: VNode) -> VNode {
        let none = listeners::Listeners::None;
        element(
            AttrValue::Static(tag),
            None,
            None,
            attributes,
            none,
            children,
        )
    }

    #[inline(never)]
    fn element(
        tag: AttrValue,
        node_ref: Option<yew::NodeRef>,
        key: Option<Key>,
        attributes: Attributes,
        listeners: listeners::Listeners,
        children: VNode,
    ) -> VNode {
        yew::virtual_dom::VTag::__new_other(
            tag,
            node_ref.unwrap_or_default(),
            key,
            attributes,
            listeners,
            children,
        )
        .into()
    }

    /// What `html!` calls to make a text.
    pub struct VText;

    impl VText {
        /// The text's node.
        #[inline(always)]
        #[allow(clippy::new_ret_no_self)]
        pub fn new(text: AttrValue) -> VNode {
            let AttrValue::Static(fixed) = text else {
                return text_of(text);
            };
            forget(text);
            fixed_text(fixed)
        }
    }

    #[inline(never)]
    fn fixed_text(text: &'static str) -> VNode {
        text_of(AttrValue::Static(text))
    }

    fn text_of(text: AttrValue) -> VNode {
        VNode::VText(yew::virtual_dom::VText { text })
    }
}
