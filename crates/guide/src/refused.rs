//! What WeChat and WeCom refuse: every number of theirs with a problem and a remedy in words.
