import { createApp } from 'vue'
import App from './shell/App.vue'
import './styles/reset.css'
import './styles/global.scss'
import './styles/article.scss'
import './styles/print.less'

createApp(App).mount('#app')
