Page({
  data: {
    url: '',
    failed: false,
  },

  onLoad() {
    this.open();
  },

  /** 打开主页；地址里的中文要先编码，web-view 才认，已经编码的部分保持不变。 */
  open() {
    const { homeUrl } = getApp().globalData;
    this.setData({ url: encodeURI(homeUrl).replace(/%25/g, '%'), failed: false });
  },

  /** 页面打不开：多半是网络不通，或域名没有登记为业务域名。 */
  failed() {
    this.setData({ failed: true, url: '' });
  },
});
